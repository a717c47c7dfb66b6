"""Rows that are written once. A correction is a newer row that names the older and a reason."""

from typing import Any, Generic, NoReturn, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class RowIsFrozen(TypeError):
    """Somebody tried to change or delete a row that is evidence."""


class AppendOnlyQuerySet(models.QuerySet[Row], Generic[Row]):
    """Adds and reads; refuses what would rewrite history."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise RowIsFrozen(self.model.__name__)

    def delete(self) -> NoReturn:
        raise RowIsFrozen(self.model.__name__)

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RowIsFrozen(self.model.__name__)


class AppendOnly(models.Model):
    """Base of records: saved once, never saved again, never deleted."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise RowIsFrozen(type(self).__name__)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RowIsFrozen(type(self).__name__)
