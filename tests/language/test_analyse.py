"""The network and what is made of it, with the shipped weights."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad import ModelError
from marsad.language import Document, Network, analyse

TEXT = (
    "The Kurdish-led Syrian Democratic Forces launched an assault on Hajin on Friday, killing at least 15 militants. "
    "“We will not stop,” a commander told the Lakeside Wire."
)


@pytest.fixture(scope="module")
def network() -> Network:
    return Network()


@pytest.fixture(scope="module")
def document(network: Network) -> Document:
    return analyse(TEXT, network)


def test_the_shipped_weights_are_the_stated_ones(network: Network) -> None:
    network.verify()


def test_subject_and_object_of_a_plain_sentence(document: Document) -> None:
    tokens = document.sentences[0].tokens
    launched = next(t for t in tokens if t.text == "launched")
    found = {t.relation: t.text for t in document.sentences[0].children(launched.index)}
    assert launched.upos == "VERB"
    assert launched.lemma == "launch"
    assert found["nsubj"] == "Forces"
    assert found["obj"] == "assault"


def test_names(document: Document) -> None:
    named = {
        (TEXT[s.tokens[e.first].start : s.tokens[e.last - 1].end], e.label)
        for s in document.sentences
        for e in s.entities
    }
    assert ("Syrian Democratic Forces", "ORG") in named


def test_places_that_the_training_has_seen(network: Network) -> None:
    text = "Rebels attacked a base near Mosul and shelled Baghdad."
    (sentence,) = analyse(text, network).sentences
    assert {sentence.tokens[e.first].text for e in sentence.entities if e.label == "LOC"} == {"Mosul", "Baghdad"}


def test_every_sentence_is_a_tree(document: Document) -> None:
    for sentence in document.sentences:
        roots = [t for t in sentence.tokens if t.head < 0]
        assert len(roots) == 1
        assert sorted(sentence.subtree(roots[0].index)) == list(range(len(sentence.tokens)))


def test_one_report_never_changes_another(network: Network, document: Document) -> None:
    analyse("Rain fell on the coast. " * 30, network)
    assert analyse(TEXT, network) == document


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_analysed(text: str) -> None:
    document = analyse(text, Network())
    for sentence in document.sentences:
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text


def test_a_sentence_longer_than_the_model_is_cut(network: Network) -> None:
    text = "the town of " * 400 + "Hajin"
    document = analyse(text, network)
    assert sum(len(s.tokens) for s in document.sentences) == 1201
    assert max(len(s.tokens) for s in document.sentences) <= network.config["max_words"]


def test_a_missing_file_is_named(tmp_path: Path, network: Network) -> None:
    shutil.copytree(network.folder, tmp_path / "model")
    (tmp_path / "model" / "relations.onnx").unlink()
    with pytest.raises(ModelError, match=r"relations\.onnx: missing from the model folder"):
        Network(tmp_path / "model")


def test_other_weights_are_noticed(tmp_path: Path, network: Network) -> None:
    folder = tmp_path / "model"
    shutil.copytree(network.folder, folder)
    metadata = json.loads((folder / "metadata.json").read_text())
    (folder / "metadata.json").write_text(json.dumps(metadata | {"sha256": "0" * 64}))
    with pytest.raises(ModelError, match=r"not those of metadata\.json"):
        Network(folder).verify()
