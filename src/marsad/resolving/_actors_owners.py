"""Whose people a phrase means that names their body by a noun: "the alliance's fighters", "members of the group"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.knowledge._actors import ActorTable
    from marsad.resolving._actors_memory import Identity, Memory
    from marsad.resolving._actors_phrase import Phrase

_GENITIVES = ("'s", "’s", "s'", "s’")
_OF = frozenset({"of", "for", "from"})


def owner_described(phrase: Phrase, at: int, table: ActorTable, memory: Memory) -> Identity | None:
    """The one actor told so far that the owner's common noun fits, or null.

    Args:
        phrase: The phrase, with its owner before or behind its head.
        at: Where it stands.
        table: Known actors and the nouns that describe them.
        memory: What the report has told.
    """
    core = phrase.core_texts
    owner: Sequence[str] = ()
    for number, text in enumerate(core[:-1]):
        if text.endswith(_GENITIVES) and phrase.definite:
            owner = [*core[:number], text[:-2] if text.endswith(_GENITIVES[:2]) else text[:-1]]
    behind = phrase.texts[phrase.core + 1 :]
    if not owner and phrase.preposition in _OF and behind and behind[0].lower() == "the":
        owner = behind[1:]
    for length in (1, 2, 3):
        words = owner[-length:] if length <= len(owner) else ()
        description = table.description(" ".join(words)) if words else None
        if description is not None and len(owner) <= length + 1:
            candidates = memory.described(description, at)
            return candidates[0] if len(candidates) == 1 else None
    return None
