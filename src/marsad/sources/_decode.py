"""Bytes to text: is this text at all, and in which encoding?

The order of evidence: a byte-order mark; the pattern of NUL bytes that UTF-16 leaves; being valid UTF-8, which no other
encoding is by chance; what the document declares; what the code pages make of the few letters outside ASCII; and only
then statistics. Bytes that are no text in any of these are refused, with the way out for the common formats.
"""

from __future__ import annotations

import codecs
import re

from marsad._errors import InputError
from marsad.sources._codepages import code_page_of

__all__ = ["UTF16_MARKS", "check_is_text", "decode", "normalise"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
UTF16_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

_PDF = "is a PDF and no text; give the file by itself"
_PACKED = "is compressed; unpack it and give what is inside"
_OFFICE = "is an archive or an office document; unpack it, or save it as plain text (.txt)"
_PICTURE = "is a picture; marsad reads text only"
_SAVED = "is a page saved as a web archive; save it as HTML only, or as plain text (.txt)"
_FORMATS = (
    (b"%PDF-", _PDF),
    (b"PK\x03\x04", _OFFICE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OFFICE),
    (b"{\\rtf", "is RTF; save it as plain text (.txt)"),
    (b"\x1f\x8b", _PACKED),
    (b"BZh", _PACKED),
    (b"\xfd7zXZ", _PACKED),
    (b"\x28\xb5\x2f\xfd", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"bplist00", _SAVED),
    (b"From: <Saved by ", _SAVED),
)
_BINARY = "is no text (binary data); give plain text, HTML or .jsonl"
_UNKNOWN = "is in no encoding that could be recognised; save it as UTF-8"

# As browsers do: pages that declare these were written on Windows.
_BROWSERS_READ = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254"}
# Families of encodings that a page may declare; Python knows others, which are none (rot13, unicode_escape).
_DECLARABLE = ("ascii", "cp", "iso8859", "koi8", "mac", "tis-620", "gb", "big5", "euc_", "shift_jis")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROLS_ALLOWED = 0.02
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SAMPLE = 60_000  # bytes from the first one outside ASCII


def normalise(text: str) -> str:
    r"""``text`` without its byte-order mark and with ``\n`` for ``\r\n``; nothing else is changed."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def check_is_text(head: bytes, *, name: str) -> None:
    """Refuse what its first bytes show to be no text.

    Args:
        head: The beginning of the input.
        name: The input, for the message.

    Raises:
        InputError: The input is a PDF, an archive, a picture or other binary data.
    """
    for prefix, reason in _FORMATS:
        if head.startswith(prefix):
            raise InputError(name, reason)
    if b"\x00" in head and _marked(head) is None and _unmarked_utf16(head) is None:
        raise InputError(name, _BINARY)


def decode(raw: bytes, *, name: str, declared: str | None = None) -> str:
    """The text of ``raw``, byte-order mark and line ends as they are.

    Args:
        raw: The whole input.
        name: The input, for the message.
        declared: The encoding that the document itself states, if any.

    Raises:
        InputError: ``raw`` is no text.
    """
    check_is_text(raw, name=name)
    if not raw:
        return ""
    text = _unicode(raw) or _declared(raw, declared) or _damaged_utf8(raw) or _detected(raw)
    if text is None:
        raise InputError(name, _UNKNOWN)
    if len(_CONTROL.findall(text)) > len(text) * _CONTROLS_ALLOWED:
        raise InputError(name, _BINARY)
    return text


def _marked(raw: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)


def _unmarked_utf16(raw: bytes) -> str | None:
    """UTF-16 without its mark: in English nearly every other byte is NUL, and hardly any of the rest."""
    sample = raw[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _unicode(raw: bytes) -> str | None:
    encoding = _marked(raw) or (_unmarked_utf16(raw) if b"\x00" in raw[:4000] else None)
    if encoding is not None:
        return raw.decode(encoding, errors="replace")
    return _strict(raw, "utf-8")


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(raw: bytes, declared: str | None) -> str | None:
    if declared is None:
        return None
    try:
        encoding = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return None
    return _strict(raw, _BROWSERS_READ.get(encoding, encoding)) if encoding.startswith(_DECLARABLE) else None


def _damaged_utf8(raw: bytes) -> str | None:
    """UTF-8 with a few broken places (a file cut in the middle of a letter): whole sequences outnumber the breaks."""
    text = raw.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return text if len(_MULTIBYTE.findall(raw)) > 4 * broken else None


def _detected(raw: bytes) -> str | None:
    first = next(index for index, byte in enumerate(raw) if byte > 0x7F)
    sample = raw[max(0, first - 1000) : first + _SAMPLE]
    if len(raw) > first + _SAMPLE:
        sample = sample.rpartition(b" ")[0] or sample  # not in the middle of a letter of several bytes
    page = code_page_of(sample) or _by_statistics(sample)
    return None if page is None else raw.decode(page, errors="replace")


def _by_statistics(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return None if best is None else best.encoding
