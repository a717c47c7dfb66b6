"""Fields that keep migrations quiet."""

from typing import Any

from wagtail.fields import StreamField


class QuietStreamField(StreamField):
    """A StreamField whose blocks stay out of migrations: changing a block changes no table."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        kwargs["block_lookup"] = {}
        return name, "wagtail.fields.StreamField", [[]], kwargs
