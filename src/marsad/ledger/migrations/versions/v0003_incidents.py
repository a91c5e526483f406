"""What is derived from all reports together: reprints, and the incidents that are kept. Rows come and go."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger._reprints import print_all

revision = "0003"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the tables and finds the reprints among the reports that are there; incidents are made when asked for."""
    op.create_table(
        "incidents",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("deaths", NUMBER, nullable=True),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("time_precision", sa.Text(), nullable=False),
        sa.Column("place_name", sa.Text(), nullable=True),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("targets", sa.Text(), nullable=False),
        sa.Column("deaths_low", NUMBER, nullable=True),
        sa.Column("deaths_high", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_incidents")),
        sa.UniqueConstraint("id", name=op.f("uq_incidents_id")),
    )
    op.create_index(op.f("ix_incidents_day_id"), "incidents", ["day", "id"], unique=False)
    op.create_index(op.f("ix_incidents_grade_day_id"), "incidents", ["grade", "day", "id"], unique=False)
    op.create_index(op.f("ix_incidents_kind_day_id"), "incidents", ["kind", "day", "id"], unique=False)
    op.create_index(op.f("ix_incidents_lat_lon"), "incidents", ["lat", "lon"], unique=False)
    op.create_table(
        "incidents_kept",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("judgement", NUMBER, nullable=False),
        sa.Column("tables", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_incidents_kept")),
    )
    op.create_table(
        "mention_keys",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("grain", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("mention", NUMBER, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", "grain", "first", "mention", name=op.f("pk_mention_keys")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incident_terms",
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incidents.number"], name=op.f("fk_incident_terms_incident")),
        sa.PrimaryKeyConstraint("part", "term", "incident", name=op.f("pk_incident_terms")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_incident_terms_incident"), "incident_terms", ["incident"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("incident", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["incident"], ["incidents.number"], name=op.f("fk_mentions_incident")),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_mentions_report")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_mentions")),
        sa.UniqueConstraint("name", name=op.f("uq_mentions_name")),
    )
    op.create_index(op.f("ix_mentions_incident"), "mentions", ["incident"], unique=False)
    op.create_index(op.f("ix_mentions_report"), "mentions", ["report"], unique=False)
    op.create_table(
        "report_prints",
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("original", NUMBER, nullable=False),
        sa.Column("changed", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["original"], ["reports.number"], name=op.f("fk_report_prints_original")),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_report_prints_report")),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_report_prints")),
    )
    op.create_index(op.f("ix_report_prints_changed"), "report_prints", ["changed"], unique=False)
    op.create_table(
        "report_runs",
        sa.Column("run", sa.BigInteger(), nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_report_runs_report")),
        sa.PrimaryKeyConstraint("run", "report", name=op.f("pk_report_runs")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reprint_pairs",
        sa.Column("one", NUMBER, nullable=False),
        sa.Column("other", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["one"], ["reports.number"], name=op.f("fk_reprint_pairs_one")),
        sa.ForeignKeyConstraint(["other"], ["reports.number"], name=op.f("fk_reprint_pairs_other")),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_reprint_pairs")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_reprint_pairs_other"), "reprint_pairs", ["other"], unique=False)
    op.create_table(
        "mention_pairs",
        sa.Column("one", NUMBER, nullable=False),
        sa.Column("other", NUMBER, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["mentions.number"], name=op.f("fk_mention_pairs_one")),
        sa.ForeignKeyConstraint(["other"], ["mentions.number"], name=op.f("fk_mention_pairs_other")),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_mention_pairs")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_mention_pairs_other"), "mention_pairs", ["other"], unique=False)
    for column in ("kind", "status"):
        op.drop_index(f"ix_events_{column}", table_name="events")
        op.create_index(f"ix_events_{column}_end", "events", [column, "end"], unique=False)
    op.create_index("ix_event_places_lat_lon", "event_places", ["lat", "lon"], unique=False)
    print_all(op.get_bind())
