"""What a speaker is called besides the name: role and affiliation, as the report gives them.

Read from the speaker's whole phrase: a title before the name ("Coalition spokesman Colonel Sean Ryan"), an apposition
("the head of X at Y"), a relative clause ("who heads X at Y"), or the phrase itself ("a spokesman for X"). Who was
introduced once keeps role and affiliation where the report names him later.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from marsad.knowledge import load_actors, load_speakers
from marsad.reading import ActorMention, Credit
from marsad.records import Actor
from marsad.resolving._actors import ActorIndex

Role = tuple[str | None, str | None]  # role, affiliation
_POSSESSIVE = re.compile(r"['’]s?(?=\s)")
_ARTICLE = re.compile(r"^(?:an?|the|its|his|her|their)\s+", re.IGNORECASE)
_LEADS = re.compile(r"^who\s+((?:heads|leads|runs|chairs|directs|commands|speaks for)\s.+)$", re.DOTALL)
_RELATIVE = re.compile(
    r"^(?:whose|which|where|when|quoting|citing)\s"
)  # tells something of the speaker, and not what he is
_AT = re.compile(r"\s+(?:at|with)\s+(?=(?:the\s+)?[A-Z])")
_FOR = re.compile(r"\s+for\s+(?=(?:the|its|their|his|her)\s)")
_OF = re.compile(r"\s+(?:of|for|from)\s+(?=(?:the\s+)?[A-Z])")
_OF_WHOM = re.compile(r"\s+(?:of|for)\s+(?=(?:the|its)\s)")
_TITLES = (
    "deputy vice chief senior inspector former acting foreign defence defense prime interior lieutenant major brigadier"
).split()


_BODIES = "government military police rebel peace army navy".split()  # "chief government negotiator"


@functools.cache
def _office() -> re.Pattern[str]:
    """An office of the table, with what is put before it ("deputy", "prime")."""
    offices = (re.escape(word) for word, stands in load_speakers().items() if stands != "group")
    words = "|".join(sorted(offices, key=lambda w: (-len(w), w)))
    titles = rf"(?:{'|'.join(_TITLES)})\s+(?:(?:{'|'.join(_BODIES)})\s+)?"
    return re.compile(rf"\b((?:{titles})*(?:{words})(?:s|es)?)\b(?!['’]s? office\b)", re.IGNORECASE)


def _state(words: str) -> str | None:
    """The state whose office it is: "Kenya's president"."""
    found = load_actors().countries_in(re.findall(r"[\w.'’-]+", words))
    return load_actors().states.state(found[-1][2][0]).name if found else None


class Roles:
    """Roles of the speakers of one report.

    Args:
        text: Its text.
        index: Its actors.
    """

    def __init__(self, text: str, index: ActorIndex) -> None:
        self._text, self._index = text, index
        self._known: dict[str, Role] = {}

    def of(self, credit: Credit, actor: Actor | None) -> Role:
        """Role and affiliation of who is credited; null where the report gives none up to here."""
        if credit.speaker is None:
            return None, None
        role, affiliation = self._told(credit.speaker, credit, actor)
        if actor is None or actor.name[:1].islower():
            return (role.lower() if role and " " not in role else role), affiliation
        before = self._known.get(actor.id, (None, None))
        affiliation = affiliation or before[1] or self._held(actor)
        if before[0] is not None and (role is None or role.lower() in before[0].lower()):
            role = before[0]
        self._known[actor.id] = role, affiliation
        return role, affiliation

    def _told(self, speaker: ActorMention, credit: Credit, actor: Actor | None) -> Role:
        """By the words of the mention itself."""
        found: list[Role] = []
        for piece, begin, apposed in self._pieces(speaker, credit):
            role, affiliation = _read(piece, whole=apposed)
            if role is not None and not (actor is not None and role.lower() == actor.name.lower()):
                office = _office().search(piece)
                before = _POSSESSIVE.sub("", piece[: office.start() if office else 0])
                known = load_actors().longest(re.findall(r"[\w.'’-]+", affiliation or before))
                if known and (actor is None or known[2].id != actor.id):
                    affiliation = known[2].name
                elif affiliation is None and office is not None and begin is not None:
                    after = _OF_WHOM.match(piece, office.end())
                    behind = (begin + after.end(), begin + len(piece)) if after else (0, 0)
                    named = self._owner(begin, begin + office.start(), actor) or self._owner(*behind, actor)
                    affiliation = named or _state(before)
                found.append((role, affiliation))
        if not found:
            return None, self._beside(speaker, actor)
        return max(found, key=lambda f: (f[1] is not None, len(f[0] or "")))

    def _owner(self, start: int, end: int, actor: Actor | None) -> str | None:
        """Whose office it is, by the actor named beside it: "the army's spokeswoman", "a spokesman of the army"."""
        named = [
            (mention.end, other.name)
            for other in self._index.actors
            if other.kind != "person" and (actor is None or other.id != actor.id)
            for mention in other.mentions
            if start <= mention.start and mention.end <= end
        ]
        return max(named)[1] if named else None

    def _pieces(self, speaker: ActorMention, credit: Credit) -> Iterator[tuple[str, int | None, bool]]:
        """The mention, then what is apposed to it and its relative clauses.

        Each with where it begins in the text, where that is known, and whether it is one of the latter.
        """
        yield self._text[speaker.span.start : speaker.span.end], speaker.span.start, False
        for span in speaker.apposed:
            yield self._text[span.start : span.end], span.start, True
        phrase = credit.phrase
        if phrase is not None and phrase.start <= speaker.span.start:
            for piece in re.split(r",\s+", self._text[phrase.start : phrase.end])[1:]:
                yield piece.strip(" ,"), None, True

    def _beside(self, speaker: ActorMention, actor: Actor | None) -> str | None:
        """Whom a mention without an office names besides ("Houthi media")."""
        words = re.findall(r"[\w.'’-]+", self._text[speaker.span.start : speaker.span.end])
        hit = load_actors().longest(words)
        return hit[2].name if hit and (actor is None or hit[2].id != actor.id) else None

    def _held(self, actor: Actor) -> str | None:
        """Whom the actor belongs to by the relations of the report."""
        held = (
            r
            for r in self._index.relations
            if r.subject == actor.id and r.predicate in ("spokesperson_of", "member_of", "role")
        )
        first = next(held, None)
        return self._index.by_id[first.object].name if first else None


def _read(piece: str, *, whole: bool) -> Role:
    """Role and affiliation in words such as "the head of X at Y"; ``whole`` where all of them describe the speaker."""
    piece = " ".join(piece.split())
    if _RELATIVE.match(piece):
        return None, None
    leads = _LEADS.match(piece)
    words = leads[1] if leads else _ARTICLE.sub("", piece)
    office = None if leads else _office().search(words)
    if not leads and office is None:
        return None, None
    for cut in (_AT, _OF, _FOR):
        place = cut.search(words, office.end() if office else 0)
        if place and not (leads and cut is not _AT):
            affiliation = _ARTICLE.sub("", words[place.end() :]).strip(" ,")
            role = words[: place.start()]
            return (role if whole or office is None else role[office.start() :]).strip(" ,"), affiliation
    if leads or office is None or whole:
        return words.strip(" ,"), None
    return office[1], None
