"""PDF: running text out of pages, and what is refused."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from marsad._errors import InputError
from marsad.records import Report, Unread
from marsad.sources import read_arrivals, read_inputs
from marsad.sources._pdf import pdf_draft

STYLES = getSampleStyleSheet()
PARAGRAPHS = [
    f"On day {number} the army of the valley said that its troops had taken {number} villages near the river, after a "
    "fight of two days with the Orlen Brigade, which lost eleven men and two of its guns. Nobody else confirmed it."
    for number in range(2, 30)
]


def pdf(paragraphs: list[str], *, columns: int = 1, title: str | None = None) -> bytes:
    """A document with a running head and page numbers."""
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, title=title or "untitled.doc", invariant=1)
    width = (A4[0] - 120) / columns
    frames = [Frame(60 + n * width, 60, width - 12, A4[1] - 140) for n in range(columns)]

    def running(canvas: Canvas, of: BaseDocTemplate) -> None:
        canvas.drawString(60, A4[1] - 40, "Valley Wire, weekly bulletin")
        canvas.drawString(280, 30, f"Page {of.page} of 3")

    document.addPageTemplates([PageTemplate("page", frames, onPage=running)])
    body = STYLES["BodyText"]
    head = [Paragraph(title, STYLES["Title"])] if title else []
    document.build([*head, *(Paragraph(text, body) for text in paragraphs)])
    return out.getvalue()


def drawn(*lines: tuple[float, float, str]) -> bytes:
    """One page with lines at places."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for x, y, text in lines:
        canvas.drawString(x, y, text)
    canvas.rect(20, 20, 50, 50)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def text_of(raw: bytes) -> str:
    return pdf_draft(raw, name="a.pdf")[0].text


@pytest.mark.parametrize("columns", [1, 2])
def test_paragraphs_come_in_order_without_heads_and_feet(columns: int) -> None:
    raw = pdf(PARAGRAPHS, columns=columns, title="Three villages taken")
    assert len(PdfReader(io.BytesIO(raw)).pages) > 1
    draft, note = pdf_draft(raw, name="a.pdf")
    assert draft.text.split("\n\n") == ["Three villages taken", *PARAGRAPHS]
    assert (draft.title, note) == ("Three villages taken", None)


def test_a_file_is_read_by_what_it_is(tmp_path: Path) -> None:
    raw = pdf(PARAGRAPHS[:3], title="Three villages taken")
    for name in ("a.pdf", "b.txt", "c.unknown"):
        (tmp_path / name).write_bytes(raw)
    results = list(read_inputs([tmp_path / "a.pdf", tmp_path / "b.txt", tmp_path / "c.unknown"]))
    for result in results:
        assert isinstance(result, Report)
        # the file was made today, which says nothing of the report
        assert (result.published, result.published_basis) == (None, "unknown")
        assert result.byline is None
        assert result.sha256 == hashlib.sha256(raw).hexdigest()


def test_a_title_that_does_not_stand_on_the_first_page_is_none() -> None:
    out = io.BytesIO()
    writer = PdfWriter(clone_from=io.BytesIO(drawn((60, 700, PARAGRAPHS[0]), (280, 30, "Page 1 of 1"))))
    writer.add_metadata({"/Title": "Microsoft Word - bulletin_v3_FINAL.doc", "/Author": "user"})
    writer.write(out)
    draft, _ = pdf_draft(out.getvalue(), name="a.pdf")
    assert draft.text == PARAGRAPHS[0]  # and no number of a page
    assert draft.title is None
    assert draft.byline is None


def test_words_parted_at_the_end_of_a_line_become_one() -> None:
    raw = drawn(
        (60, 700, "The govern-"), (60, 688, "ment of the valley and the pro-"), (60, 676, "government militia of al-"),
        (60, 664, "Qassem took the north-west of the town, and the north-"), (60, 652, "west of the lake, in 2018-"),
        (60, 640, "2019, a spokesman said."),
    )  # fmt: skip
    assert text_of(raw) == (
        "The government of the valley and the pro-government militia of al-Qassem took the north-west of the town, and "
        "the north-west of the lake, in 2018- 2019, a spokesman said."
    )


def test_letters_of_typesetting_become_plain() -> None:
    from marsad.sources._pdf import _clean

    assert (
        _clean("The o\ufb03cer \ufb02ed\u00a0to the 1\u00bd km\u00b2 wide fi\u00adeld")
        == "The officer fled to the 1½ km² wide field"
    )
    assert _clean("\ufee3\ufea4\ufee4\ufeaa") == "محمد"


def test_a_paragraph_ends_at_a_gap_an_indent_or_a_short_line() -> None:
    long = "The troops went on along the river and took the next village"
    raw = drawn(
        (60, 700, long), (60, 688, long), (60, 676, "in the night."), (60, 664, long), (60, 652, f"{long}."),
        (75, 640, long), (60, 628, long), (60, 590, long), (60, 578, f"{long}."),
    )  # fmt: skip
    assert text_of(raw).split("\n\n") == [
        f"{long} {long} in the night.", f"{long} {long}.", f"{long} {long}", f"{long} {long}.",
    ]  # fmt: skip


def test_a_scan_is_refused_with_a_word_of_what_helps() -> None:
    with pytest.raises(InputError, match=r"a\.pdf: is a scan or holds no text; let a text recognition"):
        text_of(drawn())
    with pytest.raises(InputError, match="is a scan"):
        text_of(drawn((60, 700, "Scanned by CamScanner")))


def test_pages_without_text_are_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(PARAGRAPHS[:2])))
    writer.add_blank_page()
    with (tmp_path / "a.pdf").open("wb") as file:
        writer.write(file)
    (arrival,) = read_arrivals([tmp_path / "a.pdf"])
    assert arrival.note == "no text on page 2"
    assert caplog.messages == [f"{tmp_path / 'a.pdf'}: no text on page 2"]


def test_an_encrypted_file_is_refused() -> None:
    out = io.BytesIO()
    writer = PdfWriter(clone_from=io.BytesIO(pdf(PARAGRAPHS[:2])))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    with pytest.raises(InputError, match="is encrypted; save it without protection"):
        text_of(out.getvalue())


WHOLE = drawn((60, 700, "Shells fell on the market of the town on Sunday, the mayor said."))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WHOLE)), st.binary(max_size=20), st.integers(0, 40))
def test_damage_is_told_and_never_raised(place: int, bytes_: bytes, lost: int) -> None:
    raw = WHOLE[:place] + bytes_ + WHOLE[place + lost :]
    (result,) = read_inputs(["-"], stdin=io.BytesIO(b"%PDF-" + raw.removeprefix(b"%PDF-")))
    assert isinstance(result, (Report, Unread))
