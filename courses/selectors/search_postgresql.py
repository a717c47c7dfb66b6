"""Wagtail's full-text columns on PostgreSQL, read through their index."""

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchRank
from django.db.models import F
from modelsearch.backends.database.postgres.postgres import PostgresSearchQueryCompiler
from modelsearch.backends.database.postgres.weights import get_sql_weights
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry
from wagtail.search.query import SearchQuery


def page_ids(query: SearchQuery, kinds: tuple[type[Page], ...]) -> list[int]:
    """Ids of the pages of these kinds that match, best first.

    A word in the title counts ten times, as on SQLite. Only the body is searched: the stems in it
    are those of the title too, and both columns together would have no index.
    """
    compiler = PostgresSearchQueryCompiler(Page.objects.all(), query)
    words = compiler.build_tsquery(query, config=compiler.get_config(get_search_backend()))
    title, body = (
        SearchRank(F(column), words, weights=get_sql_weights()) for column in ("title", "body")
    )
    types = [ContentType.objects.get_for_model(kind).pk for kind in kinds]
    matching = IndexEntry.objects.filter(content_type__in=types, body=words)
    ranked = matching.annotate(rank=title * 10.0 + body).order_by("-rank", "-pk")
    return [int(pk) for pk in ranked.values_list("object_id", flat=True)]
