"""Reports found by their outlet without passing over their texts."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Makes the index."""
    op.create_index(op.f("ix_reports_outlet"), "reports", ["outlet"], unique=False)
