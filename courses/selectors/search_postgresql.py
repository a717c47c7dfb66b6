"""Wagtail's full-text columns on PostgreSQL."""

from typing import Any

from django.db.models import F
from modelsearch.backends.database.postgres.postgres import PostgresSearchQueryCompiler
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import SearchQuery


class _TitleFirst(PostgresSearchQueryCompiler):
    """A word in the title counts ten times, as on SQLite, however long the other titles are."""

    def get_index_vectors(self, search_query: Any) -> list[tuple[F, float]]:
        return [(F("index_entries__title"), 10.0), (F("index_entries__body"), 1.0)]


def page_ids(query: SearchQuery, kinds: tuple[type[Page], ...]) -> list[int]:
    """Ids of the pages of these kinds that match, best first."""
    compiler = _TitleFirst(Page.objects.type(kinds), query)
    found = compiler.search(compiler.get_config(get_search_backend()), None, None)
    return list(found.values_list("pk", flat=True))
