"""Sentences outside the treebanks get the trees of the shipped model; those of a treebank keep their own."""

from __future__ import annotations

from training.data import Sentence
from training.labels import RELATIONS, UPOS
from training.trees import with_trees

from marsad.language import Network


def test_a_bare_sentence_gets_a_tree_and_a_treebanks_own_stays() -> None:
    bare = Sentence(origin="news", words="Rebels shelled the town .".split())
    known = Sentence(origin="treebank", words=["Go"], heads=[0], relations=[RELATIONS.index("root")])
    assert with_trees([bare, known], Network()) == 1
    assert known.upos is None
    assert bare.heads == [2, 0, 4, 2, 2]
    assert bare.relations is not None
    assert [RELATIONS[r] for r in bare.relations] == ["nsubj", "root", "det", "obj", "punct"]
    assert bare.upos is not None
    assert [UPOS[t] for t in bare.upos] == ["NOUN", "VERB", "DET", "NOUN", "PUNCT"]
