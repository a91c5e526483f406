"""Which schema a ledger has, and how an older one gets today's.

A step is one transaction with everything before it: a ledger has the old schema or the new one, never half of it.
Before rows are touched, the ledger is copied.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from marsad._errors import LedgerError
from marsad.ledger._database import is_sqlite, looking, name_of, writing

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

SCHEMAS = ("0001", "0002", "0003", "0004", "0006", "0007")  # all that there have been, oldest first
_NOT_YET = None


def schema_of(connection: Connection) -> str | None:
    """The schema of a ledger, or None for a database that holds none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return _NOT_YET
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def prepare(engine: Engine, *, create: bool, folder: Path | None = None) -> Path | None:
    """Gives the ledger today's schema, if it has an older one or none.

    Args:
        engine: Of the ledger.
        create: Whether an empty database becomes a ledger; an old ledger is migrated in any case.
        folder: Where the copy before a migration goes; by default beside the file, or into the current folder.

    Returns:
        The copy that was made before a migration, if there was one.

    Raises:
        LedgerError: The schema is newer than this program, the database is something else, or there is no ledger.
    """
    with looking(engine) as connection:
        schema = schema_of(connection)
        strangers = [] if schema else inspect(connection).get_table_names()
    if schema == SCHEMAS[-1]:
        return None
    if strangers:
        raise LedgerError(f"{name_of(engine)}: is a database of something else ({strangers[0]}); name another")
    if schema is _NOT_YET and not create:
        raise LedgerError(f"{name_of(engine)}: is no ledger yet; put reports into it with: marsad add PATH")
    if schema is not _NOT_YET and schema not in SCHEMAS:
        raise LedgerError(
            f"{name_of(engine)}: has the schema {schema}, newer than this marsad knows"
            f" (up to {SCHEMAS[-1]}); update marsad"
        )
    copy = None if schema is _NOT_YET else _copied(engine, schema, folder)
    with writing(engine) as connection:
        if schema_of(connection) != SCHEMAS[-1]:  # another program may have been quicker
            upgrade(connection, SCHEMAS[-1])
    return copy


def _copied(engine: Engine, schema: str, folder: Path | None) -> Path:
    from marsad.ledger._backup import back_up

    name = Path(engine.url.database or "marsad")
    beside = name.parent if is_sqlite(engine) else Path()
    target = (folder or beside) / f"{name.name}.schema-{schema}.backup"
    number = 1
    while target.exists():
        number += 1
        target = target.with_name(f"{name.name}.schema-{schema}-{number}.backup")
    back_up(engine, target)
    return target


def upgrade(connection: Connection, schema: str) -> None:
    """Takes the steps up to a schema, in the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.set_main_option("version_locations", str(Path(__file__).with_name("migrations") / "versions"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    command.upgrade(config, schema)
