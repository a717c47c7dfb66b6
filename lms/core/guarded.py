"""Triggers that keep rows as they were written, also from SQL. PostgreSQL only.

SQLite is one file that whoever can write at all can replace; there the models refuse. TRUNCATE is
not caught: it takes the owner's right, which the tests use to empty tables.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are written once: correct them by a newer row.', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def guard(*tables: str) -> RunPython:
    """A migration's step: these tables take new rows only, from here on."""

    def put_up(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "postgresql":
            return
        # Without parameters, or its % would be taken for a placeholder.
        editor.execute(FUNCTION, None)
        for table in tables:
            name = editor.quote_name(table)
            editor.execute(
                f"CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON {name} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )

    def take_down(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "postgresql":
            return
        for table in tables:
            statement = f"DROP TRIGGER written_once ON {editor.quote_name(table)}"
            editor.execute(statement)

    return RunPython(put_up, take_down)
