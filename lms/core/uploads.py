"""Handing out uploaded files: here, or by the proxy in front once the product has allowed it."""

from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

# Where the proxy finds the folder of uploads; nobody can ask for it from outside.
PROTECTED = "/protected/"
# Sizes made of an image. What was uploaded itself stays in the house, as documents do, which
# Wagtail hands out after asking who may read them.
IMAGES = "images"


@require_safe
def image(request: HttpRequest, name: str) -> HttpResponseBase:
    """One size of an image that a page shows; 404 for anything else."""
    folder = Path(settings.MEDIA_ROOT, IMAGES).resolve()
    file = (folder / name).resolve()
    if not file.is_relative_to(folder) or not file.is_file():
        raise Http404
    response = handed_out(file)
    response["Cache-Control"] = "public, max-age=86400"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def handed_out(file: Path) -> HttpResponseBase:
    """The file itself, or word to the proxy to send it."""
    if settings.MEDIA_BY_PROXY:
        return sendfile(None, str(file))
    return FileResponse(file.open("rb"))


def sendfile(request: HttpRequest | None, filename: str, **_options: object) -> HttpResponse:
    """What Wagtail calls for documents where the proxy hands them out."""
    place = Path(filename).resolve().relative_to(Path(settings.MEDIA_ROOT).resolve())
    response = HttpResponse()
    # The proxy knows the type by the name.
    del response["Content-Type"]
    response["X-Accel-Redirect"] = PROTECTED + quote(place.as_posix())
    return response
