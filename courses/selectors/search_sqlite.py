"""Wagtail's full-text table on SQLite, read in one pass."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import FloatField, Func
from modelsearch.backends.database.sqlite.query import MatchExpression
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.models import SQLiteFTSIndexEntry
from wagtail.search.query import SearchQuery


class _TitleFirst(Func):
    """FTS5's rank, a word in the title counting ten times; columns: autocomplete, body, title."""

    template = f"bm25({SQLiteFTSIndexEntry._meta.db_table}, 0.0, 1.0, 10.0)"
    output_field = FloatField()


def page_ids(query: SearchQuery, kinds: tuple[type[Page], ...]) -> list[int]:
    """Ids of the pages of these kinds that match, best first."""
    compiler = get_search_backend().query_compiler_class(Page.objects.all(), query)
    match = MatchExpression(compiler.FTS_TABLE_FIELDS, compiler.build_search_query(query))
    types = [ContentType.objects.get_for_model(kind).pk for kind in kinds]
    matching = SQLiteFTSIndexEntry.objects.filter(match, index_entry__content_type__in=types)
    ranked = matching.annotate(rank=_TitleFirst()).order_by("rank", "-pk")
    return [int(pk) for pk in ranked.values_list("index_entry__object_id", flat=True)]
