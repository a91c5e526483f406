"""How reports came in: one row for each time."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger.migrations.append_only import make_append_only

revision = "0004"
down_revision = "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the table, and a row for each report that is there already."""
    op.create_table(
        "retrievals",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=True),
        sa.Column("retrieved_at", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("input", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("hops", sa.Text(), nullable=True),
        sa.Column("http_date", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("archived_at", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_retrievals_report")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_retrievals")),
    )
    op.create_index(op.f("ix_retrievals_asked"), "retrievals", ["asked"], unique=False)
    op.create_index(op.f("ix_retrievals_report"), "retrievals", ["report"], unique=False)
    op.execute(
        "INSERT INTO retrievals (report, retrieved_at, version, input, sha256) "
        "SELECT number, retrieved_at, version, input, sha256 FROM reports ORDER BY number"
    )
    make_append_only(["retrievals"])
