"""What the editor of the network's pages does in our way."""

from typing import Any

from wagtail import hooks
from wagtail.rich_text.pages import PageLinkHandler

from home.links import page_url


class MappedPageLinks(PageLinkHandler):
    """Links to pages, from the map of live pages: no statement, and the reader's language."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [_anchor(attrs.get("id", "")) for attrs in attrs_list]


def _anchor(page_id: str) -> str:
    url = page_url(int(page_id)) if page_id.isascii() and page_id.isdigit() else ""
    # The words stay where the page is gone.
    return f'<a href="{url}">' if url else "<a>"


# After Wagtail's own handler of the same name, which asks the database for each text.
@hooks.register("register_rich_text_features", order=100)
def link_pages_from_the_map(features: Any) -> None:
    """Rich text asks the map for addresses."""
    features.register_link_type(MappedPageLinks)
