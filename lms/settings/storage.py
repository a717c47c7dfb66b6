"""Static files with names that change with their content."""

from typing import Any

from django.core.files import File
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class GzipManifestStorage(CompressedManifestStaticFilesStorage):
    """Leaves brotli out: it takes five times the time and is on as soon as it is importable."""

    # Our own modules import each other by plain names, which must follow the names that change.
    # Django's switch for this reads the modules of packages too, and fails on theirs.
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (
            "js/*.js",
            (
                (
                    r"""(?P<matched>import\(["'](?P<url>\./[^"']+)["']\))""",
                    'import("%(url)s")',
                ),
                (
                    r"""(?P<matched>import\s+(?P<names>\{[^}]+\})\s+from\s+["'](?P<url>\./[^"']+)["'])""",
                    'import %(names)s from "%(url)s"',
                ),
            ),
        ),
    )

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return super().create_compressor(**{**kwargs, "use_brotli": False})

    def hashed_name(
        self, name: str, content: "File[bytes] | None" = None, filename: str | None = None
    ) -> str:
        """Where a font could not be fetched, pages use the machine's own and keep their style."""
        try:
            return str(super().hashed_name(name, content, filename))
        except ValueError:
            if name.startswith("vendor/"):
                return name
            raise
