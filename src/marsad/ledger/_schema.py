"""The tables of a ledger, in one schema for SQLite and PostgreSQL.

Rows are only ever added; triggers in the database refuse to change or delete one. A report is named within the ledger
by its ``number``, and outside it by its ``id``, which no two reports of a ledger share. The tables below ``readings``
hold nothing that the JSON of the reading does not hold: they are there to be searched, and ``marsad ledger check``
compares the two.
Names that are searched for stand a second time as ``folded`` (see ``_folding``).

What is derived from all reports together (``DERIVED``: incidents, and what is needed to keep them) is the exception:
its rows come and go, can be made anew at any time, and hold nothing that the rest does not imply.

The words of the full-text index lie in ``report_words``, the one table that the two databases make differently (see
``_database``). The migrations make the tables; a test holds them to this page.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

Number = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself in columns of this type only

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _number() -> Column[int]:
    return Column("number", Number, primary_key=True)


def _of(table: str) -> Column[int]:
    """The row of another table that a row belongs to; the column is named in the singular."""
    return Column(table.removesuffix("s"), Number, ForeignKey(f"{table}.number"), nullable=False, index=True)


def _text(name: str, *, needed: bool = False, index: bool = False) -> Column[str]:
    return Column(name, Text, nullable=not needed, index=index)


def _span(name: str, *, needed: bool = True) -> list[Column[int]]:
    return [Column(f"{name}_{bound}", Integer, nullable=not needed) for bound in ("start", "end")]


def _sources(record: str, owner: str) -> Table:
    """Who says so, link by link of the chain, nearest first."""
    return Table(
        f"{record}_sources", METADATA, _number(), _of(owner), Column("position", Integer, nullable=False),
        _text("actor", index=True), _text("name"), _text("folded", index=True), _text("role"), _text("affiliation"),
    )  # fmt: skip


REPORTS = Table(
    "reports", METADATA, _number(), _text("id", needed=True), _text("sha256", needed=True),
    _text("text_sha256", needed=True, index=True), _text("text", needed=True), _text("title"), _text("url"),
    _text("outlet", index=True), _text("byline"), _text("published", index=True), _text("published_basis", needed=True),
    _text("language", needed=True), _text("input", needed=True), _text("retrieved_at", needed=True),
    _text("version", needed=True), UniqueConstraint("id"), UniqueConstraint("sha256"),
)  # fmt: skip

# One row each time that bytes came in, also where the ledger had them; without a report for a feed or an archive that
# was fetched, behind whose reports it stands.
RETRIEVALS = Table(
    "retrievals", METADATA, _number(), Column("report", Number, ForeignKey("reports.number"), index=True),
    _text("retrieved_at", needed=True), _text("version", needed=True), _text("input", needed=True), _text("part"),
    _text("sha256", needed=True), _text("asked", index=True), _text("url"), _text("hops"), _text("http_date"),
    _text("etag"), _text("last_modified"), _text("archived_at"), _text("note"),
)  # fmt: skip

READINGS = Table(
    "readings", METADATA, _number(), Column("report", Number, ForeignKey("reports.number"), nullable=False),
    _text("read_at", needed=True), _text("program", needed=True), _text("version", needed=True),
    _text("model_sha256", needed=True), _text("setting", needed=True), _text("reader", needed=True), _text("published"),
    _text("sha256", needed=True), _text("json", needed=True), Index(None, "report", "number"),
)  # fmt: skip

ACTORS = Table(
    "actors", METADATA, _number(), _of("readings"), _text("id", needed=True, index=True), _text("name", needed=True),
    _text("folded", needed=True, index=True), _text("kind", needed=True), _text("country"), _text("sector"),
)  # fmt: skip

PLACES = Table(
    "places", METADATA, _number(), _of("readings"), _text("id", needed=True, index=True), _text("name", needed=True),
    _text("folded", needed=True, index=True), _text("country"), _text("admin1"),
    Column("lat", Float), Column("lon", Float), _text("precision", needed=True), Column("geonameid", Number),
)  # fmt: skip

EVENTS = Table(
    "events", METADATA, _number(), _of("readings"), _text("id", needed=True), _text("kind", needed=True),
    _text("plover"), _text("mode"), _text("cameo"), _text("acled_event"), _text("acled_sub_event"),
    *_span("trigger"), *_span("evidence"), _text("evidence", needed=True),
    Column("start", Date), Column("end", Date, index=True), _text("precision", needed=True),
    _text("basis", needed=True), _text("status", needed=True),
    Column("background", Boolean, nullable=False), Column("confidence", Float, nullable=False),
    Index(None, "kind", "end"), Index(None, "status", "end"),
)  # fmt: skip

EVENT_PARTIES = Table(
    "event_parties", METADATA, _number(), _of("events"), Column("position", Integer, nullable=False),
    _text("part", needed=True), _text("actor", needed=True, index=True), _text("name", needed=True),
    _text("folded", needed=True, index=True),
)  # fmt: skip

EVENT_PLACES = Table(
    "event_places", METADATA, _number(), _of("events"), Column("position", Integer, nullable=False),
    _text("place", needed=True, index=True), _text("name", needed=True), _text("folded", needed=True, index=True),
    Column("lat", Float), Column("lon", Float), _text("precision", needed=True), _text("relation", needed=True),
    Index(None, "lat", "lon"),
)  # fmt: skip

EVENT_COUNTS = Table(
    "event_counts", METADATA, _number(), _of("events"), Column("position", Integer, nullable=False),
    _text("what", needed=True), _text("whom"), Column("low", Number), Column("best", Number), Column("high", Number),
    Column("cumulative", Boolean, nullable=False), Column("subset_of", Integer),
)  # fmt: skip

STATEMENTS = Table(
    "statements", METADATA, _number(), _of("readings"), _text("id", needed=True), _text("quote", needed=True),
    _text("content", needed=True),
)  # fmt: skip

FORECASTS = Table(
    "forecasts", METADATA, _number(), _of("readings"), _text("id", needed=True), _text("statement"), _text("role"),
    _text("affiliation"), _text("proposition", needed=True), *_span("wording"), _text("wording", needed=True),
    _text("polarity", needed=True), Column("low", Float), Column("median", Float), Column("high", Float),
    _text("scale"), Column("vague", Boolean, nullable=False), _text("condition"), Column("made_on", Date),
    Column("horizon", Date, index=True), _text("horizon_basis"),
)  # fmt: skip

CONTROL = Table(
    "control", METADATA, _number(), _of("readings"), _text("id", needed=True), _text("place", needed=True, index=True),
    _text("controller", index=True), _text("relation", needed=True), _text("extent"), Column("as_of", Date),
    Column("from", Date), Column("until", Date), *_span("evidence"), _text("evidence", needed=True),
)  # fmt: skip

EVENT_SOURCES = _sources("event", "events")
STATEMENT_SOURCES = _sources("statement", "statements")
FORECAST_SOURCES = _sources("forecast", "forecasts")
CONTROL_SOURCES = _sources("control", "control")

JUDGEMENTS = Table(
    "judgements", METADATA, _number(), _text("made_at", needed=True), _text("who", needed=True),
    _text("verdict", needed=True), _text("field"), _text("value"), _text("why", needed=True),
    Column("undoes", Number, ForeignKey("judgements.number")), UniqueConstraint("undoes"),
)  # fmt: skip

# A record is named by where it stands in its report, since a later reading may call it by another id.
JUDGED = Table(
    "judged", METADATA, _number(), _of("judgements"), _of("reports"), _text("record", needed=True),
    *_span("span", needed=False), _text("told"),
)  # fmt: skip

# Who may use the web page; the last row of a name counts, and one without a role removes it.
DESK_USERS = Table(
    "desk_users", METADATA, _number(), _text("at", needed=True), _text("name", needed=True, index=True),
    _text("role"), _text("secret"),
)  # fmt: skip

# ---------------------------------------------------------------- derived from all reports together

# Of the text of a report: a sample of its runs of words, by which reprints are found.
REPORT_RUNS = Table(
    "report_runs", METADATA, Column("run", BigInteger, primary_key=True),
    Column("report", Number, ForeignKey("reports.number"), primary_key=True), sqlite_with_rowid=False,
)  # fmt: skip

# Day and outlet are those of the latest reading; the original of a report without one is itself. ``changed`` is the
# reading with which its original, or the outlet of that, came to be what it is.
REPORT_PRINTS = Table(
    "report_prints", METADATA, Column("report", Number, ForeignKey("reports.number"), primary_key=True),
    Column("runs", Integer, nullable=False), _text("published"), _text("outlet", needed=True),
    Column("original", Number, ForeignKey("reports.number"), nullable=False),
    Column("changed", Number, nullable=False, index=True),
)  # fmt: skip

REPRINT_PAIRS = Table(
    "reprint_pairs", METADATA, Column("one", Number, ForeignKey("reports.number"), primary_key=True),
    Column("other", Number, ForeignKey("reports.number"), primary_key=True, index=True), sqlite_with_rowid=False,
)  # fmt: skip

# One row: up to which reading and judgement the incidents are kept, and by which tables of knowledge. Its number is the
# highest that an incident ever had: none is given twice, so who keeps rows of incidents reads only later ones anew.
INCIDENTS_KEPT = Table(
    "incidents_kept", METADATA, _number(), Column("reading", Number, nullable=False),
    Column("judgement", Number, nullable=False), _text("tables", needed=True),
)  # fmt: skip

# Columns by the default rule. ``day`` is by what incidents are listed: the last day, for the undated the last there is.
INCIDENTS = Table(
    "incidents", METADATA, _number(), _text("id", needed=True), _text("kind", needed=True),
    Column("start", Date), Column("end", Date), Column("day", Date, nullable=False), _text("place"),
    Column("lat", Float), Column("lon", Float), _text("precision"), _text("grade", needed=True),
    Column("deaths", Number), Column("sources", Integer, nullable=False), Column("reports", Integer, nullable=False),
    Column("members", Integer, nullable=False), _text("time_precision", needed=True), _text("place_name"),
    _text("actors", needed=True), _text("targets", needed=True), Column("deaths_low", Number),
    Column("deaths_high", Number), UniqueConstraint("id"), Index(None, "day", "id"),
    Index(None, "kind", "day", "id"), Index(None, "grade", "day", "id"), Index(None, "lat", "lon"),
)  # fmt: skip

# What an incident can be asked for by: ids and folded names of places, actors and sources, and statuses.
INCIDENT_TERMS = Table(
    "incident_terms", METADATA, Column("part", Text, primary_key=True), Column("term", Text, primary_key=True),
    Column("incident", Number, ForeignKey("incidents.number"), primary_key=True, index=True), sqlite_with_rowid=False,
)  # fmt: skip

# An event of a latest reading as merging sees it. Its name follows from its words and is the id of an incident of which
# it is the oldest member.
MENTIONS = Table(
    "mentions", METADATA, _number(), _of("reports"), _text("event", needed=True), _text("name", needed=True),
    *_span("span"), _text("told", needed=True), Column("incident", Number, ForeignKey("incidents.number"), index=True),
    UniqueConstraint("name"),
)  # fmt: skip

# What two mentions of one act have in common: a hash, with the days for which it holds; ``grain`` is how many.
MENTION_KEYS = Table(
    "mention_keys", METADATA, Column("key", BigInteger, primary_key=True), Column("grain", Integer, primary_key=True),
    Column("first", Integer, primary_key=True), Column("mention", Number, primary_key=True),
    Column("last", Integer, nullable=False), _text("kind", needed=True), sqlite_with_rowid=False,
)  # fmt: skip

# Pairs whose score would join them if they were alone.
MENTION_PAIRS = Table(
    "mention_pairs", METADATA, Column("one", Number, ForeignKey("mentions.number"), primary_key=True),
    Column("other", Number, ForeignKey("mentions.number"), primary_key=True, index=True),
    Column("score", Float, nullable=False), sqlite_with_rowid=False,
)  # fmt: skip

DERIVED = (
    REPORT_RUNS, REPORT_PRINTS, REPRINT_PAIRS, INCIDENTS_KEPT, INCIDENTS, INCIDENT_TERMS, MENTIONS, MENTION_KEYS,
    MENTION_PAIRS,
)  # fmt: skip
