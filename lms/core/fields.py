"""Fields that keep migrations quiet."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.blocks import CharBlock, StreamBlock, TextBlock
from wagtail.fields import StreamField


class QuietStreamField(StreamField):
    """A StreamField whose blocks stay out of migrations: changing a block changes no table."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        kwargs["block_lookup"] = {}
        return name, "wagtail.fields.StreamField", [[]], kwargs

    @cached_property
    def stream_block(self) -> StreamBlock:
        """With a name on each plain input: the editor shows it above the block only."""
        block: StreamBlock = super().stream_block
        for child in block.child_blocks.values():
            if isinstance(child, CharBlock | TextBlock):
                child.field.widget.attrs.setdefault("aria-label", child.label)
        return block
