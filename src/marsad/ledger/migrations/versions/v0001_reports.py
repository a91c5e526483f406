"""Reports, their readings, and the records of a reading."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger.migrations.append_only import make_append_only

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = """
    reports readings actors places events event_parties event_places event_counts event_sources statements
    statement_sources forecasts forecast_sources control control_sources
""".split()


def upgrade() -> None:
    """Makes the tables, and the triggers that keep their rows."""
    op.create_table(
        "reports",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_basis", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("input", sa.Text(), nullable=False),
        sa.Column("retrieved_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_reports")),
        sa.UniqueConstraint("id", name=op.f("uq_reports_id")),
        sa.UniqueConstraint("sha256", name=op.f("uq_reports_sha256")),
    )
    op.create_index(op.f("ix_reports_published"), "reports", ["published"], unique=False)
    op.create_index(op.f("ix_reports_text_sha256"), "reports", ["text_sha256"], unique=False)
    op.create_table(
        "readings",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("read_at", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("model_sha256", sa.Text(), nullable=False),
        sa.Column("setting", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_readings_report")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_report_number"), "readings", ["report", "number"], unique=False)
    op.create_table(
        "actors",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name=op.f("fk_actors_reading")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_actors")),
    )
    op.create_index(op.f("ix_actors_folded"), "actors", ["folded"], unique=False)
    op.create_index(op.f("ix_actors_id"), "actors", ["id"], unique=False)
    op.create_index(op.f("ix_actors_reading"), "actors", ["reading"], unique=False)
    op.create_table(
        "control",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("controller", sa.Text(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("extent", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("from", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name=op.f("fk_control_reading")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_control")),
    )
    op.create_index(op.f("ix_control_controller"), "control", ["controller"], unique=False)
    op.create_index(op.f("ix_control_place"), "control", ["place"], unique=False)
    op.create_index(op.f("ix_control_reading"), "control", ["reading"], unique=False)
    op.create_table(
        "events",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("plover", sa.Text(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("cameo", sa.Text(), nullable=True),
        sa.Column("acled_event", sa.Text(), nullable=True),
        sa.Column("acled_sub_event", sa.Text(), nullable=True),
        sa.Column("trigger_start", sa.Integer(), nullable=False),
        sa.Column("trigger_end", sa.Integer(), nullable=False),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name=op.f("fk_events_reading")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_end"), "events", ["end"], unique=False)
    op.create_index(op.f("ix_events_kind"), "events", ["kind"], unique=False)
    op.create_index(op.f("ix_events_reading"), "events", ["reading"], unique=False)
    op.create_index(op.f("ix_events_status"), "events", ["status"], unique=False)
    op.create_table(
        "forecasts",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.Column("proposition", sa.Text(), nullable=False),
        sa.Column("wording_start", sa.Integer(), nullable=False),
        sa.Column("wording_end", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("median", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("scale", sa.Text(), nullable=True),
        sa.Column("vague", sa.Boolean(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("horizon", sa.Date(), nullable=True),
        sa.Column("horizon_basis", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name=op.f("fk_forecasts_reading")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_forecasts")),
    )
    op.create_index(op.f("ix_forecasts_horizon"), "forecasts", ["horizon"], unique=False)
    op.create_index(op.f("ix_forecasts_reading"), "forecasts", ["reading"], unique=False)
    op.create_table(
        "places",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("geonameid", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name=op.f("fk_places_reading")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_places")),
    )
    op.create_index(op.f("ix_places_folded"), "places", ["folded"], unique=False)
    op.create_index(op.f("ix_places_id"), "places", ["id"], unique=False)
    op.create_index(op.f("ix_places_reading"), "places", ["reading"], unique=False)
    op.create_table(
        "statements",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name=op.f("fk_statements_reading")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_reading"), "statements", ["reading"], unique=False)
    make_sources("control", "control")
    op.create_table(
        "event_counts",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("event", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("whom", sa.Text(), nullable=True),
        sa.Column("low", NUMBER, nullable=True),
        sa.Column("best", NUMBER, nullable=True),
        sa.Column("high", NUMBER, nullable=True),
        sa.Column("cumulative", sa.Boolean(), nullable=False),
        sa.Column("subset_of", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["events.number"], name=op.f("fk_event_counts_event")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_event_counts")),
    )
    op.create_index(op.f("ix_event_counts_event"), "event_counts", ["event"], unique=False)
    op.create_table(
        "event_parties",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("event", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.number"], name=op.f("fk_event_parties_event")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_event_parties")),
    )
    op.create_index(op.f("ix_event_parties_actor"), "event_parties", ["actor"], unique=False)
    op.create_index(op.f("ix_event_parties_event"), "event_parties", ["event"], unique=False)
    op.create_index(op.f("ix_event_parties_folded"), "event_parties", ["folded"], unique=False)
    op.create_table(
        "event_places",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("event", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.number"], name=op.f("fk_event_places_event")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_event_places")),
    )
    op.create_index(op.f("ix_event_places_event"), "event_places", ["event"], unique=False)
    op.create_index(op.f("ix_event_places_folded"), "event_places", ["folded"], unique=False)
    op.create_index(op.f("ix_event_places_place"), "event_places", ["place"], unique=False)
    make_sources("event", "events")
    make_sources("forecast", "forecasts")
    make_sources("statement", "statements")
    make_append_only(TABLES)


def make_sources(owner: str, owners: str) -> None:
    """The table of the links of chains of sources, which all sorts of records have in one form.

    Args:
        owner: What the links belong to ("event").
        owners: Its table.
    """
    table = f"{owner}_sources"
    op.create_table(
        table,
        sa.Column("number", NUMBER, nullable=False),
        sa.Column(owner, NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("affiliation", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint([owner], [f"{owners}.number"], name=op.f(f"fk_{table}_{owner}")),
        sa.PrimaryKeyConstraint("number", name=op.f(f"pk_{table}")),
    )
    for column in ("actor", owner, "folded"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
