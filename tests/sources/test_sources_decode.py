"""Bytes to text."""

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad._errors import InputError
from marsad.sources._decode import check_is_text, decode, normalise

ENGLISH = (
    "The militants said on Sunday that they had “captured” the town’s hospital – and three villages near the river. "
    "A spokesman, {name}, told reporters that the group would not withdraw.\n"
)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1252", "nobody"),
        ("cp1252", "José Núñez"),
        ("cp1254", "Erdoğan of Şanlıurfa"),
        ("cp1256", "nobody"),
        ("cp1256", "the so-called أمير of داعش"),
        ("cp1251", "Сергей Шойгу"),
        ("mac_roman", "José"),
        ("gb18030", "习近平"),
        ("utf-8", "José"),
        ("utf-8-sig", "José"),
        ("utf-16", "Erdoğan"),
        ("utf-16-le", "Erdoğan"),
        ("utf-16-be", "Erdoğan"),
        ("utf-32", "Erdoğan"),
    ],
)
def test_english_in_any_encoding(encoding: str, name: str) -> None:
    text = ENGLISH.format(name=name)
    assert normalise(decode(text.encode(encoding), name="a.txt")) == text


def test_statistics_are_the_last_resort() -> None:
    text = "東京の政府は火曜日、軍隊が町を占領したと発表した。住民は山に逃げ、知事は支援を求めた。" * 4
    assert decode(text.encode("shift_jis"), name="a.txt") == text


def test_declared_encoding_decides_where_bytes_leave_it_open() -> None:
    raw = "Petr Dvořák of Plzeň".encode("cp1250")
    assert decode(raw, name="a", declared="windows-1250") == "Petr Dvořák of Plzeň"


@pytest.mark.parametrize("declared", ["utf-16", "rot13", "unicode_escape", "no-such-thing", "", "\x00"])
def test_absurd_declaration_is_not_followed(declared: str) -> None:
    assert decode("a café".encode("cp1252"), name="a", declared=declared) == "a café"


def test_valid_utf8_beats_its_declaration() -> None:
    assert decode("a café".encode(), name="a", declared="iso-8859-1") == "a café"


def test_latin1_is_read_as_browsers_do() -> None:
    assert decode(b"\x93No,\x94 he said", name="a", declared="ISO-8859-1") == "“No,” he said"


def test_cut_utf8_stays_utf8() -> None:
    raw = ("“No,” he said. " * 5 + "“").encode()[:-1]
    assert decode(raw, name="a") == "“No,” he said. " * 5 + "\ufffd"


def test_sample_of_a_long_text_does_not_end_within_a_letter() -> None:
    text = ENGLISH.format(name="习近平") * 900
    assert decode(text.encode("gb18030"), name="a") == text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_utf8_round_trip(text: str) -> None:
    assert decode(text.encode(), name="a") == text
    assert decode(codecs.BOM_UTF8 + text.encode(), name="a") == "\ufeff" + text


@given(st.binary())
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with suppress(InputError):
        assert isinstance(decode(raw, name="a.txt"), str)


@given(st.text())
def test_normalising_changes_only_mark_and_line_ends(text: str) -> None:
    assert normalise("\ufeff" + text) == text.replace("\r\n", "\n")
    if "\r\n" not in text and not text.startswith("\ufeff"):
        assert normalise(text) == text


def test_lone_carriage_return_is_kept() -> None:
    assert normalise("a\rb\r\nc") == "a\rb\nc"


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (b"%PDF-1.7\n", "is a PDF and no text; give the file by itself"),
        (b"PK\x03\x04....", "is an archive or an office document; unpack it"),
        (b"\x1f\x8b\x08", "is compressed; unpack it"),
        (b"\x89PNG\r\n\x1a\n\x00", "is a picture; marsad reads text only"),
        (b"{\\rtf1 text}", "is RTF; save it as plain text"),
        (b"From: <Saved by Blink>\r\n", "is a page saved as a web archive; save it as HTML only"),
        (b"abc\x00\x01\x02\x00\xff", "is no text (binary data); give plain text, HTML or .jsonl"),
    ],
)
def test_what_is_no_text_is_refused_with_the_way_out(head: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        check_is_text(head, name="dir/a.txt")
    assert str(caught.value).startswith(f"dir/a.txt: {message}")


def test_control_characters_are_no_text() -> None:
    with pytest.raises(InputError, match="binary data"):
        decode(bytes(range(1, 32)) * 10, name="a")
