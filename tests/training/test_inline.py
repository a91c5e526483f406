"""The inline form: what is marked, what the plain text is, and what is refused with file, line and way out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.corpus.inline import CorpusError, read_file, read_inline, write_inline

HEAD = "id: x-01\nstyle: wire\noutlet: O\npublished: 2020-01-02\ntitle: T\n---\n"


def test_marks_nest_and_point_into_the_plain_text() -> None:
    report = read_inline(HEAD + "{The {army|nom#a} base|fac#b} was {hit|!shelling t=b p=b/near s=claimed bg}.\n")
    assert report.text == "The army base was hit."
    assert [(m.type, m.id, report.words_of(m), m.depth) for m in report.marks] == [
        ("fac", "b", "The army base", 0),
        ("nom", "a", "army", 1),
        ("act", "", "hit", 0),
    ]
    act = report.marks[2]
    assert act.kind == "shelling"
    assert act.attributes == {"t": "b", "p": "b/near", "s": "claimed", "bg": "yes"}


def test_lines_of_a_paragraph_are_joined_and_paragraphs_kept_apart() -> None:
    report = read_inline(HEAD + "\n{One|num#n}\ntwo\n  \n\nthree {four\nfive|nom#f}\n")
    assert report.text == "One two\n\nthree four five"
    assert report.words_of(report.marks[1]) == "four five"


def test_values_may_be_quoted() -> None:
    report = read_inline(HEAD + '{held|ctl p=t r=contested ext="two thirds"}')
    assert report.marks[0].attributes["ext"] == "two thirds"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("{open", r":7: a mark is opened here"),
        ("shut} it", r":7: '}' closes a mark without a tag"),
        ("one\n\na | b", r":9: '\|' outside a mark"),
        ("{a|Bad}", r":7: cannot read the tag 'Bad'"),
        ("{a|nom#x =}", r":7: cannot read '='"),
        ("{a|!raid a=b a=c}", r":7: a stands twice"),
    ],
)
def test_what_is_not_in_the_form_is_refused_with_its_line(body: str, told: str) -> None:
    with pytest.raises(CorpusError, match=told):
        read_inline(HEAD + body)


def test_a_file_without_a_rule_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("id: x\n")
    with pytest.raises(CorpusError, match=re.escape(f"{path}: no line '---'")):
        read_file(path)


WORDS = st.text(
    st.characters(blacklist_characters="{}|\r\n", blacklist_categories=("Cs", "Zs", "Zl", "Zp", "Cc")), min_size=1
)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["nom#a", "loc", "!raid a=a bg", ""])), min_size=1, max_size=8))
def test_the_plain_text_is_the_source_without_its_markup(pieces: list[tuple[str, str]]) -> None:
    source = " ".join(f"{{{words}|{tag}}}" if tag else words for words, tag in pieces)
    report = read_inline(HEAD + source)
    assert report.text == " ".join(words for words, _ in pieces)
    assert [report.words_of(m) for m in report.marks] == [words for words, tag in pieces if tag]


def test_every_report_is_written_as_it_was_read(corpus: Path) -> None:
    for path in sorted((corpus / "reports").rglob("*.txt")):
        report = read_file(path)
        again = read_inline(write_inline(report), path)
        assert (again.header, again.text, again.marks) == (
            report.header, report.text, [replace(m, line=a.line) for m, a in zip(report.marks, again.marks,
            strict=True)],
        ), path.name  # fmt: skip
