"""One saying within a sentence, as the finders of cues hand it on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Saying:
    """One saying within a sentence.

    Attributes:
        sentence: Index of the sentence of the cue.
        cue: Words of the cue.
        source: Head word of who says it, or null.
        content: Words of the content in the same sentence.
        commitment: How cue and content stand to each other: neutral, claim, confirm, deny, doubt, predict.
        act: True where the cue may be an act of speech of its own.
        partners: Head words of others who say the same ("agreed with X that").
        joined: True where "that" joins the content to the cue.
        about: True where the content is only what the saying is about ("condemned the raid", "urged them to leave"):
            the speaker does not tell that it happened.
        impression: True where nobody says anything ("seems to have fled").
        through: Word of the saying that tells of this one without holding it ("the agency said, citing X"), or null.
        shown: First and last (exclusive) word of the cue as it is printed, auxiliaries and particles included.
    """

    sentence: int
    cue: tuple[int, ...]
    source: int | None
    content: frozenset[int]
    commitment: str
    act: bool
    partners: tuple[int, ...] = ()
    joined: bool = False
    about: bool = False
    impression: bool = False
    through: int | None = None
    shown: tuple[int, int] | None = None
