"""Triggers that refuse to change or delete a row."""

from collections.abc import Iterable

from alembic import op

from marsad.ledger._database import is_sqlite

_REFUSAL = "rows of a ledger are only ever added"


def make_append_only(tables: Iterable[str]) -> None:
    """Lets the rows of these tables be added, and nothing else.

    On PostgreSQL, TRUNCATE by the owner of the tables stays possible; ``restore --replace`` needs it.

    Args:
        tables: Their names.
    """
    connection = op.get_bind()
    if not is_sqlite(connection):
        op.execute(
            "CREATE OR REPLACE FUNCTION marsad_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
        )
    for table in tables:
        if is_sqlite(connection):
            for act in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
                )
        else:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION marsad_refuse()"
            )
