"""What people decided, and the words of the reports for full-text search."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger._database import add_words, is_sqlite
from marsad.ledger._folding import words_of
from marsad.ledger.migrations.append_only import make_append_only

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the tables and indexes the words of the reports that are there."""
    op.create_table(
        "judgements",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("undoes", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["judgements.number"], name=op.f("fk_judgements_undoes")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_judgements")),
        sa.UniqueConstraint("undoes", name=op.f("uq_judgements_undoes")),
    )
    op.create_table(
        "judged",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("judgement", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["judgement"], ["judgements.number"], name=op.f("fk_judged_judgement")),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_judged_report")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_judged")),
    )
    op.create_index(op.f("ix_judged_judgement"), "judged", ["judgement"], unique=False)
    op.create_index(op.f("ix_judged_report"), "judged", ["report"], unique=False)
    make_append_only(["judgements", "judged"])
    make_words()


def make_words() -> None:
    """The full-text index: FTS5 without a copy of the text, or tsvector with its index."""
    connection = op.get_bind()
    if is_sqlite(connection):
        op.execute("CREATE VIRTUAL TABLE report_words USING fts5(words, content='', tokenize='unicode61')")
    else:
        op.execute("CREATE TABLE report_words (report bigint PRIMARY KEY REFERENCES reports (number), words tsvector)")
        op.execute("CREATE INDEX ix_report_words_words ON report_words USING gin (words)")
        make_append_only(["report_words"])
    reports = sa.table("reports", sa.column("number"), sa.column("title"), sa.column("text"))
    for (number,) in connection.execute(sa.select(reports.c.number).order_by(reports.c.number)).all():
        title, text = connection.execute(
            sa.select(reports.c.title, reports.c.text).where(reports.c.number == number)
        ).one()
        add_words(connection, number, [word for part in (title or "", text) for word in words_of(part)])
