"""Role and affiliation of a speaker, from the words around the name."""

from __future__ import annotations

import pytest

from marsad.reading import ActorMention, Credit
from marsad.records import Actor, Span
from marsad.resolving._actors import resolve_actors
from marsad.resolving._roles import Roles


def credit_in(text: str, mention: str, phrase: str, apposed: str | None = None) -> Credit:
    span = lambda words: Span(text.index(words), text.index(words) + len(words), words)
    said = ActorMention(span(mention), "mostov", apposed=(span(apposed),) if apposed else ())
    return Credit(said, None, "neutral", span(phrase))


def person(name: str) -> Actor:
    return Actor(name.lower().replace(" ", "-"), name, "person", None, None, (), ())


def role(text: str, mention: str = "Lena Mostov", apposed: str | None = None) -> tuple[str | None, str | None]:
    roles = Roles(text, resolve_actors((), text))
    return roles.of(credit_in(text, mention, text, apposed), person("Lena Mostov"))


@pytest.mark.parametrize(
    ("text", "mention", "wanted"),
    [
        ("Lena Mostov, the head of the War Studies Programme at Orlen College", "Lena Mostov",
         ("head of the War Studies Programme", "Orlen College")),
        ("Lena Mostov, who heads the War Studies Programme at Orlen College", "Lena Mostov",
         ("heads the War Studies Programme", "Orlen College")),
        ("Lena Mostov, a spokeswoman for the Tarsk Brigade", "Lena Mostov", ("spokeswoman", "Tarsk Brigade")),
        ("Lena Mostov, a freelance journalist based in Tarsk", "Lena Mostov",
         ("freelance journalist based in Tarsk", None)),
        ("Professor Lena Mostov", "Professor Lena Mostov", ("Professor", None)),
        ("Lena Mostov, a spokeswoman for the army", "Lena Mostov", ("spokeswoman", "army")),
        ("Lena Mostov", "Lena Mostov", (None, None)),
    ],
)  # fmt: skip
def test_role_and_affiliation(text: str, mention: str, wanted: tuple[str | None, str | None]) -> None:
    assert role(text, mention) == wanted


def test_who_was_introduced_once_keeps_the_role() -> None:
    text = "Lena Mostov, the head of the War Studies Programme at Orlen College"
    roles = Roles(text, resolve_actors((), text))
    first = roles.of(credit_in(text, "Lena Mostov", text), person("Lena Mostov"))
    again = roles.of(credit_in(text, "Mostov", "Mostov"), person("Lena Mostov"))
    assert first == again == ("head of the War Studies Programme", "Orlen College")


def test_nobody_has_no_role() -> None:
    text = "It was reported"
    assert Roles(text, resolve_actors((), text)).of(Credit(None, None, "claim"), None) == (None, None)
