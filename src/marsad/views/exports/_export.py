"""Writing what a ledger holds in the shapes and forms that other programs read."""

from __future__ import annotations

from dataclasses import fields
from importlib.metadata import version
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, get_args

from marsad._errors import LedgerError, UsageError
from marsad.views.exports._acled import ACLED
from marsad.views.exports._jsonld import write_incidents_jsonld, write_jsonld
from marsad.views.exports._maps import write_geojson, write_kml
from marsad.views.exports._own import EVENTS, INCIDENTS
from marsad.views.exports._plover import CAMEO, PLOVER
from marsad.views.exports._shapes import About, EventShape
from marsad.views.exports._tables import write_csv, write_jsonl, write_parquet, write_xlsx
from marsad.views.exports._ucdp import UCDP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from marsad.incidents import IncidentFilter
    from marsad.ledger import EventFilter, Found, Ledger
    from marsad.records import Incident
    from marsad.views.exports._shapes import Row, Shape

ShapeName = Literal["events", "incidents", "acled", "ucdp", "plover", "cameo"]
Form = Literal["csv", "xlsx", "geojson", "kml", "parquet", "jsonl", "jsonld"]
SHAPES: dict[str, Shape] = {shape.name: shape for shape in (EVENTS, INCIDENTS, ACLED, UCDP, PLOVER, CAMEO)}
FORMS: tuple[str, ...] = get_args(Form)
_TAGGED = ("csv", "xlsx")
_NO_RULE = "as read, with people's corrections"


def export(
    ledger: Ledger,
    target: str | PathLike[str] | BinaryIO,
    *,
    shape: str = "events",
    form: str | None = None,
    wanted: EventFilter | IncidentFilter | None = None,
    hxl: bool = False,
    bom: bool = False,
) -> int:
    """Writes the events or incidents of a ledger that a filter asks for, with what people corrected.

    A file gets its name when it is whole; one that is there is replaced.

    Args:
        ledger: The ledger.
        target: A file, or an open binary stream.
        shape: ``events``, ``plover``, ``cameo`` (a row per mention of an act); ``incidents``, ``acled``, ``ucdp``.
        form: ``csv``, ``xlsx``, ``geojson``, ``kml``, ``parquet``, ``jsonl``, ``jsonld``; by default the file's ending.
        wanted: An ``EventFilter`` for a shape of events, an ``IncidentFilter`` for one of incidents; without one, all.
        hxl: A row of HXL tags below the header; of CSV and XLSX.
        bom: Whether CSV begins with a byte-order mark, without which Excel misreads Arabic and accents.

    Returns:
        How many rows were written. A shape leaves out what it has no place for: ACLED acts that it has no type for or
        nobody tells as done, UCDP besides what cost no life.

    Raises:
        UsageError: There is no such shape or form, they do not go together, or the filter is for another shape.
        LedgerError: The file cannot be written.
    """
    if shape not in SHAPES:
        raise UsageError(f"shape {shape!r}: there are {', '.join(SHAPES)}")
    chosen = SHAPES[shape]
    written = _writer(ledger, chosen, form_of(target, form), wanted, hxl=hxl, bom=bom)
    if not isinstance(target, (str, PathLike)):
        return written(target)
    path = Path(target)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as stream:
            rows = written(stream)
        part.replace(path)
    except OSError as error:
        raise LedgerError(f"{path}: cannot be written ({error.strerror}); name a file in another folder") from error
    finally:
        part.unlink(missing_ok=True)
    return rows


def form_of(target: str | PathLike[str] | BinaryIO, form: str | None) -> str:
    """The form that is asked for, else the one that a file's ending names.

    Raises:
        UsageError: There is no such form, or nothing says which.
    """
    if form is None:
        if not isinstance(target, (str, PathLike)):
            raise UsageError(f"say in which form: {', '.join(FORMS)}")
        ending = Path(target).suffix.removeprefix(".").lower()
        form = {"json": "geojson"}.get(ending, ending)
        if form not in FORMS:
            raise UsageError(f"{target}: the ending tells no form; name one of {', '.join(FORMS)} with --form")
    if form not in FORMS:
        raise UsageError(f"form {form!r}: there are {', '.join(FORMS)}")
    return form


def _writer(
    ledger: Ledger,
    shape: Shape,
    form: str,
    wanted: EventFilter | IncidentFilter | None,
    *,
    hxl: bool,
    bom: bool,
) -> Callable[[BinaryIO], int]:
    if hxl and form not in _TAGGED:
        raise UsageError(f"{form} has no row for HXL tags; take {' or '.join(_TAGGED)}")
    if form == "jsonld":
        return _linked(ledger, shape, wanted)
    rows, about = _rows(ledger, shape, wanted)
    if form == "csv":
        return lambda target: write_csv(target, shape.columns, rows, about, hxl=hxl, bom=bom)
    if form == "xlsx":
        return lambda target: write_xlsx(target, shape.columns, rows, about, hxl=hxl)
    write = {"parquet": write_parquet, "jsonl": write_jsonl, "geojson": write_geojson, "kml": write_kml}[form]
    return lambda target: write(target, shape.columns, rows, about)


def _linked(ledger: Ledger, shape: Shape, wanted: EventFilter | IncidentFilter | None) -> Callable[[BinaryIO], int]:
    if shape is EVENTS:
        found, about = _events(ledger, shape, wanted)
        return lambda target: write_jsonld(target, ledger, found, about)
    if shape is not INCIDENTS:
        raise UsageError("jsonld is of our own events and incidents; take the shape events or incidents")
    merged, told = _incidents(ledger, shape, wanted)
    return lambda target: write_incidents_jsonld(target, ledger, merged, told)


def _rows(ledger: Ledger, shape: Shape, wanted: EventFilter | IncidentFilter | None) -> tuple[Iterator[Row], About]:
    if isinstance(shape, EventShape):
        found, about = _events(ledger, shape, wanted)
        return shape.rows(ledger, found, about), about
    merged, about = _incidents(ledger, shape, wanted)
    return shape.rows(ledger, merged, about), about


def _incidents(
    ledger: Ledger, shape: Shape, wanted: EventFilter | IncidentFilter | None
) -> tuple[Iterator[Incident], About]:
    from marsad.incidents import IncidentFilter, find_incidents

    asked = IncidentFilter() if wanted is None else wanted
    if not isinstance(asked, IncidentFilter):
        raise UsageError(f"{shape.name} is of incidents: give an IncidentFilter")
    return find_incidents(ledger, asked), about_export(shape.name, asked.rule, asked)


def _events(ledger: Ledger, shape: Shape, wanted: EventFilter | IncidentFilter | None) -> tuple[Iterator[Found], About]:
    from marsad.ledger import EventFilter

    asked = EventFilter() if wanted is None else wanted
    if not isinstance(asked, EventFilter):
        raise UsageError(f"{shape.name} is of events: give an EventFilter")
    return ledger.events(asked), about_export(shape.name, _NO_RULE, asked)


def about_export(shape: str, rule: str, asked: EventFilter | IncidentFilter) -> About:
    """How an export came about."""
    given = [
        f"{field.name}={value}"
        for field in fields(asked)
        if (value := getattr(asked, field.name)) != field.default and field.name != "rule"
    ]
    return About(f"marsad {version('marsad')}", shape, rule, ", ".join(given) or "everything")
