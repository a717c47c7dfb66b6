"""Reads that nearly every request makes, compiled once in each process.

Building and compiling a queryset costs five to ten times what its row costs. Here the ORM writes
the statement once, with `Slot`s where values go, and afterwards only the values change.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
Whole = TypeVar("Whole", bound=Model)


class Slot(Expression):
    """A value that is named when the read is made; `field` says of which kind it is."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def resolve_expression(self, *_args: Any, **_kwargs: Any) -> "Slot":
        """It names no column, so there is nothing to look up."""
        return self

    def as_sql(
        self, _compiler: SQLCompiler, _connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """A placeholder whose parameter is the slot itself."""
        return "%s", (self,)


def slot(model: type[Model], field: str, name: str = "") -> Slot:
    """A slot for values of a model's field, named as the field unless `name` says otherwise."""
    return Slot(name or field, model._meta.get_field(field))  # type: ignore[arg-type]


class Prepared(Generic[Row]):
    """A queryset of `values_list`, asked again and again; `make` turns a row's values into a Row.

    The queryset is built at the first call, so that modules may state it while they load.
    """

    def __init__(
        self, query: Callable[[], "QuerySet[Any, Any]"], make: Callable[[Sequence[Any]], Row]
    ) -> None:
        self._query = query
        self._make = make

    def __call__(self, **values: object) -> list[Row]:
        """The rows for these values, one for each slot. One statement."""
        sql, parameters, converters = self._compiled
        filled = [
            part.output_field.get_db_prep_value(values[part.name], connection)
            if isinstance(part, Slot)
            else part
            for part in parameters
        ]
        with connection.cursor() as cursor:
            cursor.execute(sql, filled)
            rows = cursor.fetchall()
        return [self._make(_converted(row, converters)) for row in rows]

    @cached_property
    def _compiled(self) -> tuple[str, Sequence[Any], list[tuple[int, Any]]]:
        compiler = self._query().query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        columns = [column for column, _sql, _alias in compiler.select]
        return sql, parameters, list(compiler.get_converters(columns).items())


def _converted(row: Sequence[Any], converters: list[tuple[int, Any]]) -> Sequence[Any]:
    values = list(row)
    for position, (convert, column) in converters:
        for step in convert:
            values[position] = step(values[position], column, connection)
    return values


def whole(
    query: Callable[[], "QuerySet[Whole, Any]"], model: type[Whole], *, beside: str = ""
) -> Prepared[Whole]:
    """A prepared read of whole rows of a model, with the row that the key `beside` names, if any.

    That key must not be null.
    """
    names = _columns(model)
    other = _model_of(model, beside) if beside else None
    beyond = _columns(other) if other else []

    def make(values: Sequence[Any]) -> Whole:
        row = model.from_db(DEFAULT_DB_ALIAS, names, values[: len(names)])
        if other:
            setattr(row, beside, other.from_db(DEFAULT_DB_ALIAS, beyond, values[len(names) :]))
        return row

    columns = [*names, *(f"{beside}__{name}" for name in beyond)]
    return Prepared(lambda: query().values_list(*columns), make)


def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _model_of(model: type[Model], key: str) -> type[Model]:
    related = model._meta.get_field(key).related_model
    if related is None or isinstance(related, str):
        raise TypeError(f"{key} is no foreign key of {model.__name__}")
    return related
