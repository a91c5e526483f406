"""Who may use the web page of a ledger."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger.migrations.append_only import make_append_only

revision = "0006"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "desk_users",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("secret", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_desk_users")),
    )
    op.create_index(op.f("ix_desk_users_name"), "desk_users", ["name"], unique=False)
    make_append_only(["desk_users"])
