"""States in phrases: a state, its people, one of its organs, or a common noun that its adjective narrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.knowledge._actors_names import fold, slug, word_set
from marsad.resolving._actors_memory import Identity, known
from marsad.resolving._actors_phrase import head_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.knowledge._actors import ActorTable, Agent
    from marsad.knowledge._countries import Country
    from marsad.reading._mentions import ActorMention
    from marsad.resolving._actors_phrase import Phrase

# Classes of nouns whose members act for the organisation named before or after them ("SDF commander").
ACTING_FOR = word_set(
    "armed soldier aircraft ship police commander leader official spokesperson member organisation judicial party crime"
)
POSSESSIVES = ("'s", "\u2019s", "'", "\u2019")
_NATIONAL_HEADS = word_set("side nation country state")


class NationalNames:
    """Names what phrases with the name, adjective or capital of a country mean.

    Args:
        table: The known actors, states and common nouns.
    """

    def __init__(self, table: ActorTable) -> None:
        self._table = table

    def of(self, phrase: Phrase, mention: ActorMention) -> Identity | None:
        """A state, its people, one of its organs, or a common noun narrowed by a demonym."""
        texts = phrase.texts
        forms = self._table.countries_in(texts)
        for start, end, (country, form) in reversed(forms):
            if end == phrase.core and start == 0:
                return self._alone(country, form, phrase, mention.head)
            if end < phrase.core and form == "capital":
                return self._of_capital(country, phrase, end)
            if end < phrase.core:
                led = self._led(country, phrase.core_texts[end:])
                return led or self._with_head(country, phrase, (end, mention))
            if start == phrase.core + 1 and phrase.preposition in {"of", "from"} and form == "name":
                if mention.entity == "organisation":
                    return None
                return self.organ(country.iso3, phrase.core_texts)
        return None

    def organ(self, code: str | None, words: Sequence[str]) -> Identity | None:
        """The organ of a country, by its code, that words name."""
        country = self._table.country(code) if code else None
        entry = self._table.states.organ_of(country, words) if country is not None else None
        return known(entry) if entry is not None else None

    def _of_capital(self, country: Country, phrase: Phrase, end: int) -> Identity | None:
        """What a state has by its capital's name: "Moscow's defence ministry", "Kyiv's forces"; not a city's police."""
        if not phrase.texts[end - 1].endswith(POSSESSIVES):
            return None
        organ = self._table.states.organ_of(country, phrase.core_texts[end:])
        return known(organ) if organ is not None and organ.kind in {"government", "state-forces"} else None

    def _alone(self, country: Country, form: str, phrase: Phrase, head: str) -> Identity | None:
        if form == "adjective" and fold(phrase.texts[-1]) != head:  # "Iraqi" of "Iraqi and Syrian forces"
            organ = self._table.states.organ_of(country, [head], whole=True)
            return known(organ if organ is not None else self._table.states.state(country))  # "Turkish shells"
        if form == "adjective" or (form == "people" and phrase.indefinite):
            agent = self._table.agent("civilian")
            return generic(agent) if agent is not None and phrase.indefinite else None
        return known(self._table.states.state(country))

    def _with_head(self, country: Country, phrase: Phrase, rest: tuple[int, ActorMention]) -> Identity | None:
        end, mention = rest
        head = phrase.core_texts[end:]
        named_apart = mention.entity == "organisation" and mention.entity_span is not None
        # A name of its own ("Iraqi Ministry of Electricity") is no organ unless the organ is all that it names.
        whole = named_apart and (phrase.core == len(phrase.words) or phrase.preposition != "of")
        speaks = len(head) > 1 and (who := self._table.agent(head[-1])) is not None and who.group == "spokesperson"
        body = head[:-1] if speaks and self._table.states.organ_of(country, head[:-1]) is not None else head
        organ = None if named_apart and not whole else self._table.states.organ_of(country, body, whole=whole)
        if organ is not None:
            return known(organ)
        if named_apart:
            return None
        agent = agent_of(self._table, phrase, mention.head)
        if agent is None:
            nation = fold(head[-1]) in _NATIONAL_HEADS
            return known(self._table.states.state(country)) if nation else None
        if agent.group in {"armed", "crime"}:
            return narrowed(agent, self._table.states.adjective(country), country.iso3)
        if agent.group in {"organisation", "member", "leader", "commander"}:
            return None
        return generic(agent)

    def _led(self, country: Country, head: Sequence[str]) -> Identity | None:
        """Whom a head of others than the state's leads or speaks for: "Syrian rebel leader", "Haiti gang leader"."""
        if len(head) < 2 or self._table.states.organ_of(country, head[-2:], whole=True) is not None:
            return None
        pair, who, first = (self._table.agent(fold(words)) for words in (" ".join(head[-2:]), head[-1], head[-2]))
        if pair is not None:
            return generic(pair) if pair.group == "leader" else None
        if who is None or first is None or who.group not in ACTING_FOR or first.group not in {"armed", "crime"}:
            return None
        return narrowed(first, self._table.states.adjective(country), country.iso3)


def agent_of(table: ActorTable, phrase: Phrase, head: str) -> Agent | None:
    """The common noun of the table that heads a phrase."""
    return next((agent for key in head_keys(phrase, head) if (agent := table.agent(key)) is not None), None)


def narrowed(agent: Agent, word: str, country: str | None) -> Identity:
    """A common noun narrowed by a word: "Haitian gang"."""
    return Identity(f"{slug(word)}-{agent.id}", f"{word} {agent.name}", agent.kind, country, agent.sector)


def generic(agent: Agent) -> Identity:
    """The actor that a common noun alone names."""
    return Identity(agent.id, agent.name, agent.kind, None, agent.sector, generic=True)
