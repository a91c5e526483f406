"""Forecasts of a sentence as the report tells them: who makes them, what they foretell, on which condition, by when."""

from __future__ import annotations

import re

from marsad.knowledge import Probabilities, load_probabilities
from marsad.reading._claims import Context
from marsad.reading._foretold import Foretold, find_forecasts
from marsad.reading._frames import is_verbal
from marsad.reading._mentions import ActorMention, TimeMention
from marsad.reading._propositions import proposition
from marsad.reading._told import Credit, ToldForecast
from marsad.records import Span

_NUMBERS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_PER_CENT = re.compile(
    r"(?P<low>\d{1,2})(?:\s*(?:-|–|to)\s*(?P<high>\d{1,2}))?\s*(?:%|per\s?cent)\s+(?:chance|probability|likelihood)"
    r"|(?:chance|probability|likelihood|odds)\b[^.;]{0,120}?\b(?:at|of|is|are|as)\s+"
    r"(?:(?:less|more|better|worse) than |under |over |at least |at most |about |around |some |roughly )?"
    r"(?P<low2>\d{1,2})(?:\s*(?:-|–|to)\s*(?P<high2>\d{1,2}))?\s*(?:%|per\s?cent)",
    re.IGNORECASE,
)
_EVEN = re.compile(r"\bat (?:about |around |roughly )?(?:fifty-fifty|50-50|50/50|even)\b", re.IGNORECASE)
_LESS = re.compile(
    r"\b(?:less than|under|below|no more than|at most|no better than|worse than)\s(?:a\s)?\Z", re.IGNORECASE
)
_MORE = re.compile(r"\b(?:more than|over|above|no less than|at least|better than)\s(?:a\s)?\Z", re.IGNORECASE)
_PUT_AT = re.compile(
    r"\s+at (?:(?:less|more|better|worse|no more|no less) than |under |over |at least |at most )?"
    r"(?:about |around |some |roughly )?"
    r"(?:\w+(?:\s?%|\sper\s?cent|\s(?:in|out of)\s\w+)|fifty-fifty|50-50|50/50|even)$"
)
_CHANCE = re.compile(r"\b(?:chances?|probability|likelihood|odds)\b", re.IGNORECASE)
_ODDS = re.compile(
    r"\b(?P<part>\w+)(?:\s+|-)(?:chances?(?:\s+|-))?(?:in|out of)(?:\s+|-)(?P<whole>\w+)(?:(?:\s+|-)chance)?\b",
    re.IGNORECASE,
)


def told_forecasts(context: Context) -> list[ToldForecast]:
    """The forecasts of a sentence, in text order.

    Args:
        context: The sentence.
    """
    table = load_probabilities()
    return [_told(context, found, table) for found in find_forecasts(context.sentence, table, context.lexicon.cues)]


def _told(context: Context, found: Foretold, table: Probabilities) -> ToldForecast:
    evidence = context.span((min(found.words[0], found.clause[0]), max(found.words[1], found.clause[1])))
    stated = _stated(evidence.exact)
    negative = found.negated != _holds_negation(found) if stated is None else found.negated
    what = proposition(context, found, negative=negative)
    credited = _credits(context, found)
    return ToldForecast(
        wording=context.span(found.words),
        evidence=evidence,
        subject=_subject(context, what.subject),
        about=_PUT_AT.sub("", what.about) if stated else what.about,
        predicate=_PUT_AT.sub("", what.predicate) if stated else what.predicate,
        negative=negative,
        wordings=found.wordings,
        stated=stated,
        condition=context.span(found.condition) if found.condition else None,
        time=_time(context, found, evidence),
        made=_made(context, credited),
        present=found.present,
        credits=credited,
        partners=_partners(context, credited, table),
    )


def _holds_negation(found: Foretold) -> bool:
    return bool(found.wordings) and found.wordings[0].negative


def _subject(context: Context, head: int | None) -> ActorMention | None:
    """The mention of a subject that may be somebody."""
    if head is None:
        return None
    token = context.sentence.tokens[head]
    entity = context.sentence.entity_at(head)
    somebody = token.noun_class in ("person", "organization") or token.upos == "PRON" or entity is not None
    return context.mention(head) if somebody and token.xpos not in ("WDT", "WP", "DT") else None


# ---------------------------------------------------------------- who says so


def _credits(context: Context, found: Foretold) -> tuple[Credit, ...]:
    """Who says the clause; for a verb of expecting that is not itself said by anyone, who expects."""
    word = context.sentence.tokens[found.host]
    own = _maker(context, found)
    wording = context.span(found.words)
    credited = tuple(c for c in context.credited(found.content) if c.speaker or not _is_own(context, c, wording))
    if own is not None and not any(c.cue and c.cue.start <= word.start < c.cue.end for c in credited):
        mention = context.mention(own)
        who = mention if mention.antecedent is not None else context.speaker(own)
        credited = (Credit(who, context.span((found.host, found.host + 1)), "predict"), *credited)
    return credited


def _maker(context: Context, found: Foretold) -> int | None:
    """The subject of a verb of expecting or believing that is the forecast's own word ("Diplomats expect")."""
    sentence = context.sentence
    word = sentence.tokens[found.host]
    if not load_probabilities().has(word.lemma, "maker") or sentence.children(found.host, "aux:pass", "nsubj:pass"):
        return None
    if word.upos != "VERB" or (found.wordings and found.wordings[0].pos == "pred"):
        return None  # "is set to", "in doubt"
    subject = next(iter(sentence.children(found.host, "nsubj")), None)
    if subject is None or load_probabilities().has(subject.lemma, "nobody"):
        return None
    return subject.index


def _is_own(context: Context, credit: Credit, wording: Span) -> bool:
    """Whether the words that credit nobody only say how likely it is ("is expected", "seem to")."""
    if credit.cue is None:
        return False
    seeming = load_probabilities()
    words = [t.lemma for t in context.sentence.tokens if credit.cue.start <= t.start < credit.cue.end]
    return credit.cue.overlaps(wording) or any(seeming.has(word, "seeming") for word in words)


def _partners(context: Context, credited: tuple[Credit, ...], table: Probabilities) -> tuple[ActorMention, ...]:
    """With whom the speaker agrees in what he says ("agreed with X that")."""
    cue = credited[0].cue if credited else None
    if cue is None:
        return ()
    for token in context.sentence.tokens:
        if token.start == cue.start and is_verbal(token) and table.has(token.lemma, "agreeing"):
            return tuple(
                context.mention(c.index)
                for c in context.sentence.children(token.index, "obl")
                if any(m.lemma == "with" for m in context.sentence.children(c.index, "case"))
            )
    return ()


# ---------------------------------------------------------------- when, how likely


def _time(context: Context, found: Foretold, evidence: Span) -> TimeMention | None:
    """By when: a time on the foretold clause, else any within the evidence, the condition left out."""
    condition = context.span(found.condition) if found.condition else None
    inside = [
        t
        for t in context.times
        if evidence.overlaps(t.span) and not (condition is not None and condition.overlaps(t.span))
    ]
    own = [t for t in inside if context.host(t) in (found.content, found.host)]
    return next(iter(own or inside), None)


def _made(context: Context, credited: tuple[Credit, ...]) -> TimeMention | None:
    """When it was said: a time on the words that credit."""
    cues = [c.cue for c in credited if c.cue is not None]
    for time in context.times:
        host = context.host(time)
        if host >= 0 and any(c.start <= context.sentence.tokens[host].start < c.end for c in cues):
            return time
    return None


def _stated(text: str) -> tuple[float, float] | None:
    """A chance in figures ("a 60 per cent chance", "less than one chance in five"), low and high."""
    found = _PER_CENT.search(text)
    if found:
        first = int(found["low"] or found["low2"])
        second = int(found["high"] or found["high2"] or first)
        low, high = min(first, second) / 100, max(first, second) / 100  # "60 to 40 per cent" is said too
        return _bounded(text, found.start("low") if found["low"] else found.start("low2"), low, high)
    for odds in _ODDS.finditer(text):
        part, whole = (_number(odds[name]) for name in ("part", "whole"))
        if part and whole and part < whole and _CHANCE.search(text):
            return _bounded(text, odds.start(), part / whole, part / whole)
    return (0.5, 0.5) if _EVEN.search(text) and _CHANCE.search(text) else None


def _bounded(text: str, at: int, low: float, high: float) -> tuple[float, float]:
    """With the words before a figure that make it a bound: "less than one in ten" is 0 to 0.1."""
    if _LESS.search(text, max(0, at - 20), at):
        return 0.0, high
    return (low, 1.0) if _MORE.search(text, max(0, at - 20), at) else (low, high)


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else _NUMBERS.get(word.lower())
