"""From a phrase to who it means: known names, states and their organs, descriptions, common nouns, unknown names.

The order is from the surest to the vaguest; the first that answers decides. A phrase that tells nobody ("the group"
with two groups about, "two sides") gets no answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marsad.knowledge import load_references
from marsad.knowledge._actors_names import bare, fold, is_acronym, slug, word_set
from marsad.knowledge._actors_states import singular
from marsad.resolving._actors_memory import Identity, Memory, known
from marsad.resolving._actors_national import ACTING_FOR, POSSESSIVES, NationalNames, agent_of, generic, narrowed
from marsad.resolving._actors_owners import owner_described
from marsad.resolving._actors_phrase import PREPOSITIONS, parse_phrase, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.knowledge._actors import ActorTable, Agent, Description
    from marsad.knowledge._actors_states import ActorEntry
    from marsad.reading._mentions import ActorMention
    from marsad.records import ActorKind, Span
    from marsad.resolving._actors_phrase import Phrase

_FORCES = frozenset({"soldier", "aircraft", "ship"})
_HOLDERS = frozenset({"leader", "official", "spokesperson", "commander"})
_OWN_PEOPLE = word_set("journalist analyst medic activist")
_OF_THE_STATE = frozenset({"soldiers", "army", "government-forces", "security-forces"})
_OF_THE_LAND = frozenset({"army", "government-forces", "security-forces"})
_APART = word_set("civilian protester source")
_OF_WHOM = word_set("of from for with in loyal belonging allied")
ARMED = frozenset({"state-forces", "armed-group", "coalition", "militia", "police"})

_SPEAKING = frozenset({"state-forces", "police", "government"})
_OWNERS = ARMED | {"government", "ngo", "monitor"}
STATES = frozenset({"state", "government"})
_MEN = word_set("men boys")  # of an armed force; of a village they are its people
_ANYBODY = word_set("man men person persons people individual individuals youth youths")
_UNKNOWN = word_set("unknown unidentified")
_NEUTRAL = word_set("same main larger")
_BACKED = re.compile(r".+-(?:backed|supported|allied|led|aligned)", re.IGNORECASE)
_CUT = 2  # words that are left of a name without its backer
_WHOLE_FORCES = word_set("army military")
_UNIT = re.compile(r"\b(?:division|brigade|battalion|regiment|squadron|company|platoon)\Z", re.IGNORECASE)


class Namer:
    """Names the actors of one report. Told everything in text order through its memory."""

    def __init__(self, text: str, table: ActorTable, memory: Memory) -> None:
        self._text = text
        self._table = table
        self._states = NationalNames(table)
        self._memory = memory
        self._phrases: dict[Span, Phrase] = {}

    def phrase(self, span: Span) -> Phrase:
        """The phrase at ``span``, taken apart once."""
        phrase = self._phrases.get(span)
        if phrase is None:
            phrase = self._phrases[span] = parse_phrase(span, self._text, self._table)
        return phrase

    def identify(self, mention: ActorMention) -> Identity | None:
        """Who a mention means, or null where it names nobody."""
        if mention.pronoun:
            return self._memory.at(mention.antecedent) if mention.antecedent is not None else None
        found = self._of_span(mention)
        core = self.phrase(mention.span).core_texts
        if found is not None and len(core) > _CUT and _BACKED.fullmatch(core[-1 - _CUT]):
            self._memory.note_cut(core[-_CUT:], found)
        if found is None or found.generic:
            return self._apposed(mention, found) or found
        return self._holder(mention) or found

    def _holder(self, mention: ActorMention) -> Identity | None:
        """The person whom an apposition to an office names: "Kenya's president, William Ruto"."""
        agent = agent_of(self._table, self.phrase(mention.span), mention.head) if mention.apposed else None
        if agent is None or agent.group not in _HOLDERS:
            return None
        return next((self.person(span) for span in mention.apposed if _looks_like_person(self.phrase(span))), None)

    def person_name(self, span: Span) -> str:
        """A person's name without titles and article, as the text writes it."""
        words = words_in(self._text, span.start, span.end)
        first = 0
        while first < len(words) - 1 and self._is_title(words[first].text):
            first += 1
        if not words:
            return span.exact
        name = self._text[words[first].start : words[-1].end]
        for ending in POSSESSIVES:
            name = name.removesuffix(ending)
        return name

    def _is_title(self, word: str) -> bool:
        key = fold(word)
        return key in self._table.titles or key == "the"

    def _of_span(self, mention: ActorMention) -> Identity | None:
        phrase = self.phrase(mention.span)
        if not phrase.words:
            return None
        if mention.entity == "person" and mention.entity_span is not None:
            return self.person(mention.entity_span)
        return (
            self._short_form(phrase, mention.head)
            or self._cut(phrase)
            or self._named(phrase, mention.head)
            or self._states.of(phrase, mention)
            or self._of_people(phrase, mention.head)
            or (self._described(phrase, mention) if phrase.definite and phrase.core == 1 else None)
            or self._called(mention)
            or self._own_name(mention)
            or self._described(phrase, mention)
            or self._possessed(phrase, mention)
            or self._owned(phrase, mention)
            or self._generic(phrase, mention.head)
        )

    def person(self, span: Span) -> Identity | None:
        """Who a person's name means: someone of this report, someone known, or somebody new."""
        name = self.person_name(span)
        words = words_in(name, 0, len(name))
        if not words:
            return None
        told = self._memory.person(name) if len(words) == 1 else None
        entry = told or self._table.match(name)
        if isinstance(entry, Identity):
            return entry
        if entry is not None and entry.kind not in {"state", "government"}:
            return known(entry)
        for start, end, inner in self._table.find([word.text for word in words]):
            if end == len(words) and inner.kind == "person" and end - start > 1:
                return known(inner)
        return self._memory.person(name) or Identity(slug(name), name, "person", None, None)

    def _short_form(self, phrase: Phrase, head: str) -> Identity | None:
        """The actor behind a short form that this report has introduced in brackets: "LIF", "fighters of the LIF"."""
        words = phrase.core_texts if phrase.core <= 3 else []
        agent = agent_of(self._table, phrase, head) if phrase.preposition in _OF_WHOM else None
        if agent is not None and agent.group in ACTING_FOR:
            words = [*words, *phrase.texts[phrase.core + 1 : phrase.core + 3]]
        for word in words:
            long_form = self._memory.short_forms.get(bare(word))
            if long_form is not None and is_acronym(bare(word)):
                entry = self._table.match(long_form)
                return known(entry) if entry is not None else self.unknown_organisation(long_form)
        return None

    def _cut(self, phrase: Phrase) -> Identity | None:
        """The actor that the report has called so with a backer before it: "U.S.-backed Syrian forces"."""
        core = phrase.core_texts
        if len(core) == _CUT and phrase.core == len(phrase.words) and not phrase.indefinite:
            return self._memory.cut(core)
        return None

    def _named(self, phrase: Phrase, head: str) -> Identity | None:
        """A known actor: the phrase's own head, the modifier of a head that acts for it, or the complement."""
        at_head = next((entry for start, end, entry in phrase.names if start < phrase.core <= end), None)
        if at_head is not None:
            return known(at_head)
        agent = agent_of(self._table, phrase, head)
        for start, end, entry in reversed(phrase.names):
            if end < phrase.core:
                found = self._modified(entry, phrase, (end, agent))
            elif self._is_complement(phrase, start, end) and agent is not None:
                found = self._for_whom(entry, agent, phrase)
            else:
                continue
            if found is not None:
                return found
        return None

    def _is_complement(self, phrase: Phrase, start: int, end: int) -> bool:
        """Whether a name is what the preposition after the core leads to, nothing else standing between."""
        if phrase.preposition not in _OF_WHOM or start <= phrase.core:
            return False
        between = [text.lower() for text in phrase.texts[phrase.core + 1 : start]]
        if len(between) > 3 or any(word in PREPOSITIONS - {"to"} for word in between):
            return False
        after = self._table.agent(phrase.texts[end]) if end < len(phrase.words) else None
        return after is None or after.group not in _APART

    def _modified(self, entry: ActorEntry, phrase: Phrase, rest: tuple[int, Agent | None]) -> Identity | None:
        """Who "<name> <head>" is: "SDF commander" the SDF, "ISIS families" civilians."""
        end, agent = rest
        if entry.kind == "person":
            organ = self._states.organ(entry.country, phrase.core_texts[end:])
            return organ if organ is not None else self._followers(entry, agent)
        if entry.kind == "government" and agent is not None and agent.group in _FORCES:
            return self._states.organ(entry.country, phrase.core_texts[end:]) or known(entry)
        if agent is not None and agent.group in _APART:
            return known(entry) if agent.group == "source" and entry.kind == "media" else generic(agent)
        if agent is not None and agent.group in _OWN_PEOPLE and entry.kind not in {"media", "ngo", "monitor"}:
            return known(entry) if entry.kind == "international-organisation" else generic(agent)
        if entry.kind in {"civilians", "other"} and agent is not None and agent.group in {"armed", "soldier"}:
            return narrowed(agent, entry.name, entry.country)
        return known(entry)

    def _for_whom(self, entry: ActorEntry, agent: Agent, phrase: Phrase) -> Identity | None:
        """Who "<head> of <name>" is: "members of ISIS" ISIS, "families of ISIS fighters" civilians."""
        if agent.group in _APART:
            return None
        if entry.kind == "person":
            return self._states.organ(entry.country, phrase.core_texts) or self._followers(entry, agent)
        if phrase.preposition == "in" and agent.group in {"armed", "soldier"} and agent.id not in {"fighters"}:
            return None
        return known(entry) if agent.group in ACTING_FOR | _OWN_PEOPLE else None

    def _followers(self, person: ActorEntry, agent: Agent | None) -> Identity | None:
        """The one organisation that a person leads, for "forces loyal to <person>"."""
        if agent is None or agent.group not in {"armed", "soldier"}:
            return None
        led = [r.subject for r in self._table.relations_of(person.id) if r.predicate == "led_by"]
        entry = self._table.by_id(led[0]) if len(led) == 1 else None
        return known(entry) if entry is not None else None

    def _of_people(self, phrase: Phrase, head: str) -> Identity | None:
        """Armed men of a people without a state: "Kurdish militias", and "Kurdish" of "Kurdish and Arab militias"."""
        people = load_references().peoples.get(fold(phrase.texts[0])) if phrase.core <= _CUT else None
        agent = agent_of(self._table, phrase, head) if people is not None else None
        return narrowed(agent, people, None) if people and agent and agent.group == "armed" else None

    def _called(self, mention: ActorMention) -> Identity | None:
        """Who is meant where a description is written like a name: "Coalition" in "the Coalition spokesman"."""
        if mention.entity != "organisation" or mention.entity_span is None:
            return None
        description = self._table.description(mention.entity_span.exact)
        candidates = self._memory.described(description, mention.span.start) if description is not None else ()
        return candidates[0] if len(candidates) == 1 else None

    def _own_name(self, mention: ActorMention) -> Identity | None:
        """An organisation that the tables do not know, under the name that the text gives it."""
        if mention.entity != "organisation" or mention.entity_span is None:
            return None
        words = words_in(self._text, mention.entity_span.start, mention.entity_span.end)
        first = 1 if len(words) > 1 and words[0].text.lower() in {"the", "a", "an"} else 0
        return self.unknown_organisation(self._text[words[first].start : words[-1].end]) if words else None

    def unknown_organisation(self, name: str) -> Identity:
        """The identity of an organisation by its name alone; the kind follows from its head noun."""
        for ending in POSSESSIVES:
            name = name.removesuffix(ending)
        texts = [word.text for word in words_in(name, 0, len(name))]
        kind, sector = self._kind_of(texts)
        forms = self._table.countries_in(texts)
        country = forms[0][2][0].iso3 if forms else None
        return Identity(slug(name), name, kind, country, sector)

    def _kind_of(self, texts: list[str]) -> tuple[ActorKind, str | None]:
        keys = [fold(text) for text in texts]
        head = keys.index("of") - 1 if "of" in keys[1:] else len(keys) - 1
        heads = self._table.head_nouns
        for at in (head, len(keys) - 1, 0):
            if not 0 <= at < len(keys):
                continue
            pair = f"{keys[at - 1]} {singular(keys[at])}" if at else ""  # "Military Council" is no city council
            kind = heads.get(pair) or heads.get(keys[at]) or heads.get(singular(keys[at]))
            if kind is not None:
                return kind
        return "other", None

    def _described(self, phrase: Phrase, mention: ActorMention) -> Identity | None:
        """Who "the group", "the army", "the Council" is, from what the report has told."""
        core = phrase.core_texts
        for start in range(max(0, len(core) - 3), len(core)):
            description = self._table.description(" ".join(core[start:]))
            if description is None:
                continue
            plain = all(fold(word) in _NEUTRAL for word in core[:start])
            if not plain or phrase.preposition in _OF_WHOM or not self._refers_back(phrase, description):
                return None
            candidates = self._memory.described(description, mention.span.start)
            if fold(" ".join(core[start:])) in _WHOLE_FORCES:  # a division is not "the army"
                candidates = tuple(c for c in candidates if not _UNIT.search(c.name))
            if candidates:
                return candidates[0] if len(candidates) == 1 else None
            return self._of_story(core[start:], phrase)
        if phrase.definite and len(core) == 1:
            return self._memory.ending_in(core[0])
        return None

    @staticmethod
    def _refers_back(phrase: Phrase, description: Description) -> bool:
        """Whether the phrase may mean an actor told: "the group", "Coalition jets", and "a war monitor"."""
        if phrase.definite or "monitor" in description.kinds:
            return True
        of_regime = fold(phrase.core_texts[0]) == "regime"  # "309 regime troops"
        return description.default_actor is not None and (of_regime or not phrase.indefinite)

    def _of_story(self, head: Sequence[str], phrase: Phrase) -> Identity | None:
        """That of the country of the story, for "the regime" and "the army", where there is one."""
        if not phrase.definite:
            return None
        country = self._memory.where() or self._memory.country()
        organ = self._table.states.organ_of(country, head) if country is not None else None
        return known(organ) if organ is not None and organ.kind in {"government", "state-forces", "police"} else None

    def _possessed(self, phrase: Phrase, mention: ActorMention) -> Identity | None:
        """The owner of "its fighters", "their spokesman", where the pronoun is plain."""
        if phrase.possessive is None:
            return None
        agent = agent_of(self._table, phrase, mention.head)
        fighting = fold(phrase.core_texts[-1]) in _MEN if phrase.core else False
        if agent is None or not (fighting or agent.group in ACTING_FOR):
            return None
        owner = self._memory.at(phrase.possessive)
        return self._people_of(owner, agent, phrase, fighting=fighting) if owner is not None else None

    def _people_of(self, owner: Identity, agent: Agent, phrase: Phrase, *, fighting: bool) -> Identity | None:
        """Who the people of somebody are: his own body, the force that a person leads, the army of a state."""
        if owner.kind == "person":  # "Haftar ... his forces"
            leader = self._table.by_id(owner.id)
            return self._followers(leader, agent) if leader is not None else None
        of_state = owner.kind in STATES and agent.group in _FORCES
        if of_state and not (fighting and owner.kind == "government"):  # a ministry's troops are those of its state
            organ = self._states.organ(owner.country, phrase.core_texts)
            return organ or (owner if owner.kind == "government" else None)
        return owner if owner.kind in (ARMED if fighting else _OWNERS) else None

    def _owned(self, phrase: Phrase, mention: ActorMention) -> Identity | None:
        """The body behind "the alliance's fighters", "a spokesman for the group", where only one fits."""
        agent = agent_of(self._table, phrase, mention.head)
        if agent is None or agent.group not in ACTING_FOR:
            return None
        owner = owner_described(phrase, mention.span.start, self._table, self._memory)
        return owner if owner is not None and owner.kind in _OWNERS else None

    def _generic(self, phrase: Phrase, head: str) -> Identity | None:
        agent = agent_of(self._table, phrase, head)
        if agent is None or agent.group in {"organisation", "member"}:
            return None
        body = self._spoken_for(agent, phrase)
        if body is not None:
            return body
        if agent.id in _OF_THE_STATE and phrase.core <= 2:  # "six soldiers", "the army": of the country of the story
            country = (self._memory.where() if agent.id in _OF_THE_LAND else None) or self._memory.country()
            if country is not None:
                return known(self._table.states.organ(country, "armed-forces"))
        if (
            agent.group == "ship"
            and phrase.definite
            and (navy := self._of_story(phrase.core_texts, phrase)) is not None
        ):
            return navy
        return generic(agent)

    def _spoken_for(self, agent: Agent, phrase: Phrase) -> Identity | None:
        """The force or office that the word before a speaker names: "an army spokesman", "police spokesmen"."""
        words = phrase.core_texts[-_CUT:]
        if agent.group != "spokesperson" or len(words) < _CUT or phrase.core != len(phrase.words):
            return None
        body = self._table.agent(words[0])
        if body is None or body.kind not in _SPEAKING:
            return None
        country = None if body.kind == "police" else self._memory.where() or self._memory.country()
        organ = self._table.states.organ_of(country, words[:1]) if country is not None else None
        return known(organ) if organ is not None and organ.kind == body.kind else generic(body)

    def armed(self, identity: Identity, span: Span) -> Identity:
        """Who does what takes arms, where the words say no more than "unknown men": gunmen, and not civilians."""
        gunman = self._table.agent("gunman")
        phrase = self.phrase(span)
        words = [fold(word) for word in phrase.core_texts]
        if identity.id != "civilians" or gunman is None or not words or words[-1] not in _ANYBODY:
            return identity
        unknown = len(words) == 1 and words[-1] == "men" and not phrase.definite and phrase.possessive is None
        if unknown or _UNKNOWN & {fold(w.text) for w in words_in(self._text, span.start, span.end)}:
            return generic(gunman)
        return identity

    def struck(self, identity: Identity, span: Span) -> Identity:
        """Whom an attack hits, where the words say no more than "the crowd": people, who need not protest."""
        people = self._table.agent("people")
        words = self.phrase(span).core_texts
        crowd = identity.id == "protesters" and bool(words) and fold(words[-1]) in ("crowd", "crowds")
        return generic(people) if crowd and people is not None else identity

    def _apposed(self, mention: ActorMention, found: Identity | None) -> Identity | None:
        """Who an apposition names, where the phrase itself gives a common noun or nothing."""
        for span in mention.apposed:
            phrase = self.phrase(span)
            named = self._short_form(phrase, "") or self._named(phrase, "")
            if named is not None and (named.kind == "person" or found is None or not _of_person(found)):
                return named
            if found is not None and found.generic and _looks_like_person(phrase):
                return self.person(span)
        return None


def _of_person(identity: Identity) -> bool:
    return identity.kind in {"person", "media", "other"}


def _looks_like_person(phrase: Phrase) -> bool:
    texts = phrase.texts
    return not phrase.definite and 2 <= len(texts) <= 4 and all(text[:1].isupper() and text.isalpha() for text in texts)
