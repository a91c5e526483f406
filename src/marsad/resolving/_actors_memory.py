"""What a report has said so far about its actors: short forms, partial names, descriptions.

Everything here errs on the side of silence: a description is resolved only where exactly one actor fits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.knowledge._actors_names import fold, key_of, words_of
from marsad.language import datelines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.knowledge._actors import ActorTable, Description
    from marsad.knowledge._actors_states import ActorEntry
    from marsad.knowledge._countries import Country
    from marsad.records import ActorKind, Place, Span

_RECENT = 700  # characters: about three paragraphs of a wire report
_BRACKETED = re.compile(r"\(([A-Z][A-Za-z-]{1,9})\)")
_LONG_FORM_REACH = 90  # characters before the bracket
_SENTENCE_END = re.compile(r"[.!?][\"'\u201d\u2019)]*\s+(?=[\"'\u201c\u2018(]*[A-Z])|\n+")
_FEW = 3  # mentions of towns that make out where a story happens
_STATE_KINDS = frozenset(("state", "government", "state-forces"))


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a phrase means, before all of the actor's mentions are gathered.

    Attributes:
        id: As in the record.
        name: Canonical name.
        kind: Kind of actor.
        country: ISO alpha-3, or null.
        sector: PLOVER sector code, or null.
        generic: True for a common noun ("gunmen"), which no description refers back to.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    generic: bool = False


def known(entry: ActorEntry) -> Identity:
    """The identity of a known actor."""
    return Identity(entry.id, entry.name, entry.kind, entry.country, entry.sector)


class Memory:
    """The actors of one report as far as they have been told, and what the whole text says of short forms."""

    def __init__(self, text: str, table: ActorTable, places: Iterable[Place] = ()) -> None:
        self._table = table
        towns = [place for place in places if place.country and place.precision != "country"]
        filed = _filed(text)
        abroad = _filed_abroad(text, filed, towns, table)
        self._from_abroad = bool(abroad)
        self._towns = Counter(
            str(place.country)
            for place in towns
            for mention in place.mentions
            if mention.start >= filed or place.country not in abroad
        )
        self._told: list[tuple[Span, Identity]] = []
        self._at: dict[Span, Identity] = {}
        self._cut: dict[str, Identity] = {}
        self._sentences = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
        self._people: dict[str, Identity] = {}
        self._ahead: dict[str, Identity] = {}
        self.short_forms = dict(_short_forms(text))
        words = words_of(text)
        self._countries = _countries(words, table) - abroad
        for _, _, entry in table.find(words):
            self._ahead[entry.id] = known(entry)
            if entry.country and entry.kind not in {"media", "ngo"}:
                self._countries[entry.country] += 1

    def tell(self, span: Span, identity: Identity) -> None:
        """Notes that the phrase at ``span`` meant this actor. Phrases come in text order."""
        self._told.append((span, identity))
        self._at[span] = identity

    def note_person(self, name: str, identity: Identity) -> None:
        """Notes a full name, so that the surname alone is understood anywhere in the report."""
        self._people.setdefault(key_of(name), identity)

    def person(self, name: str) -> Identity | None:
        """The one person of this report whose full name ends with ``name``, or null."""
        key = key_of(name)
        exact = self._people.get(key)
        if exact is not None:
            return exact
        fitting = {identity.id: identity for full, identity in self._people.items() if full.endswith(f" {key}")}
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def named_in(self, span: Span) -> tuple[Span, Identity] | None:
        """The first organisation named within some words, with where, or null."""
        inside = (
            (told, identity)
            for told, identity in self._told
            if span.start <= told.start and told.end <= span.end and not identity.generic and identity.kind != "person"
        )
        return min(inside, key=lambda found: (found[0].start, found[0].end), default=None)

    def note_cut(self, words: Sequence[str], identity: Identity) -> None:
        """Notes that a phrase ending in these words, with a backer before them, meant this actor."""
        if not identity.generic:
            self._cut.setdefault(key_of(" ".join(words)), identity)

    def cut(self, words: Sequence[str]) -> Identity | None:
        """The actor called so with a backer before; null where nobody was."""
        return self._cut.get(key_of(" ".join(words)))

    def ending_in(self, word: str) -> Identity | None:
        """The one organisation told so far whose name has ``word`` as its head ("the Council"), or null.

        The head stands at the end of a name, or before "for" and "of" ("Observatory for Human Rights").
        """
        head = re.compile(rf" {re.escape(fold(word))}(?: for | of |$)")
        fitting = {
            identity.id: identity
            for _, identity in self._told
            if not identity.generic and identity.kind != "person" and head.search(key_of(identity.name))
        }
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def described(self, description: Description, at: int) -> tuple[Identity, ...]:
        """The actors before ``at`` that a description fits: one decides, several leave it open.

        The same and the previous sentence are asked first, then the last few hundred characters, then everything
        before; for a monitor also what follows, since a report may open with "a war monitor said" and name it later.
        """
        fits = [(span, identity) for span, identity in self._told if self._fits(identity, description)]
        for since in (self._sentence(at, back=1), at - _RECENT, 0):
            candidates = {identity.id: identity for span, identity in fits if span.start >= since}
            if candidates:
                return tuple(candidates.values())
        if "monitor" in description.kinds:
            candidates = {i.id: i for i in self._ahead.values() if i.kind == "monitor"}
        default = None if candidates else self._default(description)
        return (default,) if default is not None else tuple(candidates.values())

    def _sentence(self, at: int, *, back: int = 0) -> int:
        """Where the sentence at an offset begins, or one that many sentences earlier."""
        return self._sentences[max(0, bisect_right(self._sentences, at) - 1 - back)]

    def _default(self, description: Description) -> Identity | None:
        if description.default_actor is None:
            return None
        if not any(self._countries[code] for code in description.default_countries):
            return None
        entry = self._table.by_id(description.default_actor)
        return known(entry) if entry is not None else None

    def _fits(self, identity: Identity, description: Description) -> bool:
        if identity.generic or identity.kind not in description.kinds:
            return False
        return not description.actors or bool(description.actors & {identity.id, *self._wholes(identity.id)})

    def _wholes(self, actor_id: str) -> Iterator[str]:
        for relation in self._table.relations_of(actor_id):
            if relation.predicate == "part_of" and relation.subject == actor_id:
                yield relation.object

    def where(self) -> Country | None:
        """The country where the story's towns lie, where three mentions and two of three agree, or null."""
        ranked = self._towns.most_common(2)
        if not ranked or ranked[0][1] < _FEW or (len(ranked) == 2 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        return self._table.country(ranked[0][0])

    def country(self) -> Country | None:
        """The country of the story where it is plain, or null.

        It is plain where only one state has been told so far, and the towns of the story do not lie in another, or
        where one country is named half as often again as any other.
        """
        told = {i.country for _, i in self._told if i.kind in _STATE_KINDS and i.country}
        if len(told) == 1:
            where, only = self.where(), next(iter(told))
            return self._table.country(only) if where is None or where.iso3 == only else None
        ranked = self._countries.most_common(2) or self._only_towns()
        if not ranked or (len(ranked) == 2 and ranked[0][1] < 1.5 * ranked[1][1]):
            return None
        return self._table.country(ranked[0][0])

    def _only_towns(self) -> list[tuple[str, int]]:
        """The one country that all towns lie in: of a report from abroad, or where two mentions are told."""
        ranked = self._towns.most_common(2)
        return ranked if len(ranked) == 1 and (self._from_abroad or ranked[0][1] > 1) else []

    def at(self, span: Span) -> Identity | None:
        """Who the phrase at a place meant, or null."""
        return self._at.get(span)


def _filed(text: str) -> int:
    """Where the dateline that opens a report ends; 0 where none does."""
    return next((end for start, end in datelines(text) if start == 0), 0)


def _filed_abroad(text: str, filed: int, towns: Iterable[Place], table: ActorTable) -> Counter[str]:
    """The country that a dateline names, where the towns of the report all lie elsewhere."""
    told = {place.country for place in towns if any(m.start >= filed for m in place.mentions)}
    named = _countries(words_of(text[:filed]), table)
    return Counter({code: number for code, number in named.items() if told and code not in told})


def _countries(words: list[str], table: ActorTable) -> Counter[str]:
    """How often each country is named, by alpha-3 code; first named first where even."""
    return Counter(country.iso3 for _, _, (country, _) in table.countries_in(words))


def in_its_story(text: str, table: ActorTable, published: str | None) -> ActorTable:
    """The table as this report reads it: its country and day decide who bears a shared name ("the ADF", "Kabila").

    The country is the one named most often, its known actors counted with it; with two even ones nothing is decided.

    Args:
        text: The report.
        table: Known actors.
        published: ISO date of publication, or null.
    """
    words = words_of(text)
    if not table.shares(words):
        return table
    counts = _countries(words, table)
    for start, end, entry in table.find(words):
        if entry.country and entry.kind not in {"media", "ngo"} and not table.shares(words[start:end]):
            counts[entry.country] += 1
    ranked = counts.most_common(2)
    plain = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] > ranked[1][1])
    return table.in_story(ranked[0][0] if plain else None, published)


def _short_forms(text: str) -> Iterable[tuple[str, str]]:
    """Short forms that the text introduces in brackets after the long form ("Popular Front (PF)")."""
    for match in _BRACKETED.finditer(text):
        before = text[max(0, match.start() - _LONG_FORM_REACH) : match.start()]
        long_form = _long_form(re.findall(r"[\w'\u2019-]+|[,;:.!?()]", before)[-9:], match.group(1))
        if long_form is not None:
            yield match.group(1), long_form


def _long_form(words: list[str], short: str) -> str | None:
    """The last words whose initials spell ``short``, small words free to be passed over, or null."""
    letters = [letter for letter in short.lower() if letter.isalpha()]
    wanted = len(letters)
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if not word[0].isalnum():
            return None
        initials = [part[0].lower() for part in re.split(r"[-\u2013]", word) if part]
        for initial in reversed(initials):
            if wanted and initial == letters[wanted - 1] and (word[0].isupper() or wanted > 1):
                wanted -= 1
        if wanted == 0 and word[0].isupper():
            return " ".join(words[at:])
        if word[0].islower() and len(word) > 4:
            return None
    return None
