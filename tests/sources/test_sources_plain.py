"""Plain text and print pages: nothing is changed, little is read, no date is guessed."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from marsad._errors import InputError, UsageError
from marsad.records import Report
from marsad.sources import read_inputs, report_from_text
from marsad.sources._language import language_of

DATA = Path(__file__).parent / "data"
HEAD = "- Valley Wire - https://valleywire.example -\n"
BODY = "The army said on Tuesday that its troops had taken three villages near the river.\n"


def read(path: Path) -> Report:
    (report,) = read_inputs([path])
    assert isinstance(report, Report)
    return report


def test_print_page() -> None:
    report = read(DATA / "print_page.txt")
    raw = (DATA / "print_page.txt").read_bytes()
    assert report.text == raw.decode()
    assert report.id == "print_page"
    assert report.outlet == "Valley Wire"
    assert report.url == "https://valleywire.example"
    assert report.title == "Brigade says it holds the old ferry crossing"
    assert (report.published, report.published_basis) == ("2031-03-05", "text")
    assert report.language == "en"
    assert report.byline is None
    assert report.sha256 == hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize(
    "dated",
    ["Published: 2031-03-05", "PUBLICATION DATE: 5 March 2031", "Published on: March 5, 2031"],
)
def test_print_page_has_the_date_that_a_line_of_its_head_labels(dated: str) -> None:
    report = report_from_text(f"{HEAD}\nTitle of it\n\n{dated}\n\n{BODY}", published="2031-04-01")
    assert (report.published, report.published_basis) == ("2031-03-05", "text")


@pytest.mark.parametrize(
    "dated",
    [
        "Published: soon",
        "Updated: 2031-03-05",
        "2031-03-05",
        "March 5, 2031",
        "The statement was published: 2031-03-05",
        "Published: 2031-03-05 in the capital",
        "Published: 05/03/2031",
        "Published 2031-03-05",
    ],
)
def test_print_page_has_no_date_without_a_plain_label(dated: str) -> None:
    report = report_from_text(f"{HEAD}\nTitle of it\n\n{dated}\n\n{BODY}")
    assert (report.published, report.published_basis) == (None, "unknown")


def test_two_labels_that_differ_give_no_date() -> None:
    report = report_from_text(f"{HEAD}Title\nPublished: 2031-03-05\nDate published: 2031-03-06\n{BODY}")
    assert (report.published, report.published_basis) == (None, "unknown")


def test_a_label_in_the_body_gives_no_date() -> None:
    body = "One sentence of the report.\n\n" * 7
    report = report_from_text(f"{HEAD}\nTitle\n\n{body}Published: 2031-03-05\n")
    assert report.published is None


def test_a_plain_text_has_no_date_even_with_a_label() -> None:
    report = report_from_text(f"Title of it\n\nPublished: 2031-03-05\n\n{BODY}", published="2031-04-01")
    assert (report.published, report.published_basis) == ("2031-04-01", "given")


def test_title_of_a_print_page_is_not_its_date() -> None:
    report = report_from_text(f"{HEAD}Published: 5 March 2031\nTitle of it.\n{BODY}")
    assert report.title == "Title of it."
    assert report.published == "2031-03-05"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Army takes villages\n\n{BODY}", "Army takes villages"),
        (f"\n  Army takes villages \n \n{BODY}", "Army takes villages"),
        (f"Who holds the ferry?\n\n{BODY}", "Who holds the ferry?"),
        (f"Army takes villages\n{BODY}", None),
        (f"Army takes villages.\n\n{BODY}", None),
        (f"“Army takes villages.”\n\n{BODY}", None),
        ("Army takes villages\n\n  \n", None),
        ("Army takes villages", None),
        (f"{'long ' * 30}\n\n{BODY}", None),
        (BODY, None),
    ],
)
def test_title_of_a_plain_text(text: str, title: str | None) -> None:
    report = report_from_text(text)
    assert report.title == title
    assert report.text == text


def test_what_the_caller_states_of_a_text_counts() -> None:
    report = report_from_text(
        HEAD + BODY, id="r1", title="T", url="https://a.example/2030/01/02/t", outlet="O", published="2031-01-01"
    )
    assert (report.id, report.title, report.outlet) == ("r1", "T", "O")
    assert (report.published, report.published_basis) == ("2030-01-02", "url")
    assert report.sha256 == hashlib.sha256((HEAD + BODY).encode()).hexdigest()


def test_errors_of_a_text() -> None:
    with pytest.raises(InputError, match="text: holds no text; give the body of the report"):
        report_from_text(" \n\ufeff"[:2])
    with pytest.raises(InputError, match=r"r7: is not in English \(language de\); marsad reads English"):
        report_from_text("Die Armee teilte am Dienstag mit, dass drei Soldaten getötet wurden.", id="r7")
    with pytest.raises(InputError, match=r"lone surrogate\) at character 4"):
        report_from_text("The \ud800 army")
    with pytest.raises(UsageError, match="'2031' is no date"):
        report_from_text(BODY, published="2031")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_short_text_is_kept(text: str) -> None:
    assume(text.replace("\ufeff", "", 1).strip())
    english = f"{text} \n{BODY}" * 3
    try:
        report = report_from_text("\ufeff" + english.replace("\r\n", "\n").replace("\n", "\r\n"))
    except InputError:
        assert language_of(english) != "en"  # long runs of letters of another script
    else:
        assert report.text == english.replace("\r\n", "\n")
