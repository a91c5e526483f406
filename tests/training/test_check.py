"""The checker: each slip of form is told with the line and what to do; the guideline's own example is clean."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.corpus.__main__ import main
from training.corpus.check import slips
from training.corpus.inline import read_inline

HEAD = "id: x-01\nstyle: wire\noutlet: O\npublished: 2020-01-02\ntitle: T\n"


def found(body: str, head: str = HEAD) -> list[str]:
    return slips(read_inline(f"{head}---\n{body}"))


def test_the_example_of_the_guideline_has_no_slip(corpus: Path) -> None:
    section = (corpus / "GUIDELINE.md").read_text().split("## 3. An example")[1].split("## 4.")[0]
    lines = [line[4:] for line in section.splitlines() if line.startswith("    ") or not line.strip()]
    report = read_inline(HEAD + "---\n" + "\n".join(lines))
    assert slips(report) == []
    assert [m.kind for m in report.marks if m.type == "act"] == [
        "raid", "raid", "killing", "territory-captured", "withdrawal",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("{raid|!rade}", "no kind 'rade'"),
        ("{raid|!raid a=g}", "nothing has the id 'g'"),
        ("{raid|!raid d=g} by {men|nom#g}", "d takes time"),
        ("{raid|!raid n=died:g} {two|num#g}", "'died' is nothing that is counted"),
        ("{raid|!raid n=killed:h} {two|num#g}", "no entity has the id 'h'"),
        ("{raid|!raid s=asserted}", "the plain ones are left out"),
        ("{raid|!raid who=g} {men|nom#g}", "act has no attribute 'who'"),
        ("{raid|!raid p=b/behind} {B|loc#b}", "no relation 'behind'"),
        ("{raid |!raid}", "a blank at an edge"),
        ("{ra|!raid}id", "cuts through a word"),
        ("{the raiders|nom#g} {raid|!raid a=g}", "an article stands in the span"),
        ("{a b c d e|!raid}", "over four words"),
        ("{raid|!raid} {said|cue#c src=g} {men|nom#g}", "cue 'c' (line 7) has no content"),
        ("{{raid|!raid}|say#c}", "refers to cue 'c', which is marked nowhere"),
        ("{may {raid|!raid}|fore#f}", "no operative words are marked"),
        ("{raid|!raid} {may|word#f}", "no forecast has the id 'f'"),
        ("{held|ctl r=kept} {raid|!raid}", "r= is none of"),
        ("{men|nom#g part_of=h} {raid|!raid}", "no mention has the id 'h'"),
        ("nothing", "add 'negative: yes'"),
        ("{raid|raid}", "no type 'raid'"),
    ],
)
def test_a_slip_is_told(body: str, told: str) -> None:
    assert any(told in slip for slip in found(body)), found(body)


def test_slips_of_the_header_are_told() -> None:
    head = "id: y\nstyle: novel\npublished: May\nnegative: yes\n"
    told = " ".join(found("{raid|!raid}", head))
    for part in ("has no outlet", "style 'novel'", "is no ISO date", "says negative"):
        assert part in told


def test_the_command_counts_and_fails_where_there_are_slips(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x-01.txt").write_text(HEAD + "---\n{Men|nom#g} {raided|!raid a=g} it.\n")
    assert main(["check", str(tmp_path)]) == 0
    assert main(["count", str(tmp_path)]) == 0
    (tmp_path / "x-02.txt").write_text(HEAD + "---\n{open\n")
    assert main(["check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "raid 1" in out
    assert "2 reports, 1 slips" in out
