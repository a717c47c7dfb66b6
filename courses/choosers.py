"""Wagtail's choosers in plain forms, without the inline script that its Python writes."""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser


def render(
    widget: BaseChooser, name: str, value: Any, attrs: dict[str, Any], renderer: Any = None
) -> SafeString:
    """The widget with its settings beside it; `static/js/editor.js` starts it from those."""
    known = widget.get_value_data(value)
    return format_html(
        '{}<template data-start="{}" data-name="{}" data-input="{}" data-config="{}"></template>',
        widget.render_html(name, known, attrs),
        "task" if isinstance(widget, AdminTaskChooser) else "chooser",
        widget.js_constructor,
        attrs["id"],
        json.dumps(widget.get_js_init_options(attrs["id"], name, known)),
    )


def replace_rendering() -> None:
    """From here on every chooser is drawn by `render`; Wagtail offers no setting for that."""
    BaseChooser.render = render
