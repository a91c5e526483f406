"""Single sentences of the corpus: their form, and what they tell the model and what not."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.acts import ROLE, TRIGGER, act_sentences
from training.corpus.sentences import check_sentences, items, sentences

from marsad.language import Network

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
FILE = """id: raid
about: raid
---
{Rebels|nom#a} {stormed|!raid a=a t=t p=p n=killed:n:t} an {army post|fac#t} near {Kidal|loc#p}, killing {nine|num#n}.

A {spokesman|nom#s} {said|cue#c src=s} the {town|fac#a} had {fallen|!territory-captured p=a}.

The governor ruled out a raid on the pension fund.
"""


AGAIN = "REBELS stormed an army post near Kidal, killing nine."


def write(folder: Path, text: str = FILE) -> Path:
    path = folder / "raid.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_item_stands_alone(tmp_path: Path) -> None:
    first, second, third = items(write(tmp_path))
    assert first.text == "Rebels stormed an army post near Kidal, killing nine."
    assert [second.words_of(m) for m in second.marks] == ["spokesman", "said", "town", "fallen"]
    assert third.marks == []
    assert [i.id for i in (first, second, third)] == ["raid-001", "raid-002", "raid-003"]


@pytest.mark.parametrize(
    ("change", "slip"),
    [
        (("The governor", "The {governor|nom#g}"), "takes part in nothing"),
        (("The governor ruled", "{The governor ruled|say#c}"), "say is not marked"),
        (("a raid on the", "a raid on " + 75 * "very " + "the"), "over 75 words"),
        (("The governor ruled out a raid on the pension fund.", AGAIN), "same words"),
        (("a=a t=t", "a=x t=t"), "nothing has the id 'x'"),
        (("!raid", "!raiding"), "no kind 'raiding'"),
        (("{Rebels|", "{Rebels"), "closes a mark without a tag"),
    ],
)  # fmt: skip
def test_a_slip_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], change: tuple[str, str], slip: str) -> None:
    assert check_sentences([write(tmp_path, FILE.replace(*change, 1))]) >= 1
    assert slip in capsys.readouterr().out


def test_the_corpus_has_no_slips(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_sentences([CORPUS / "sentences"]) == 0
    assert capsys.readouterr().out.count("\n") == 2


def test_every_kind_is_told_in_many_ways() -> None:
    words: dict[str, set[str]] = {}
    for item in sentences(CORPUS):
        for mark in item.marks:
            if mark.type == "act":
                words.setdefault(mark.kind, set()).add(item.words_of(mark).lower())
    assert len(words) == 51
    assert min(map(len, words.values())) >= 50


def test_what_is_not_marked_is_not_learnt(tmp_path: Path) -> None:
    first, second, third = act_sentences(items(write(tmp_path)), Network())
    assert first.mentions is None
    assert first.entities is None
    assert first.triggers is not None
    assert [t for t in first.triggers if t] == [TRIGGER["raid"]]
    assert third.triggers is not None
    assert not any(third.triggers)
    assert second.links is not None
    cue, act = second.links
    assert {role for role, _ in cue.right} == {ROLE["source"]}
    assert act.only is not None
    assert ROLE["cue"] not in act.only  # who is credited follows from contents, which are not marked here


def test_what_was_annotated_twice_stands_in_the_corpus() -> None:
    told = {item.text for item in sentences(CORPUS)}
    again = list(items(CORPUS / "second-sentences" / "sample.txt"))
    assert len(again) == 200
    assert [item.text for item in again if item.text not in told] == []
