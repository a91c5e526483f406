"""From acts to the role fillers of MUC-4: who may fill which role, and how likely it is that the task wants him.

A candidate is a mention that the model links to a printed act, under the role that the link and the sort of the
mention give. The task wants only some of them (violence of the past months against people and property in Latin
America, no fighting between armies and guerrillas), and only by whom it could be filled in a form. What it wants is
learnt from the task's own training part, as the published systems do: a logistic regression over what is known of
the candidate. Nothing of that goes into marsad.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from training.calibrate import confidences, fitted  # noqa: E402

from marsad.language import Document, Link, Sentence, Trigger  # noqa: E402
from marsad.records import Event  # noqa: E402

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
HURT = frozenset("killed wounded killed-or-wounded abducted captured arrested missing released".split())
_FORCES = re.compile(r"\b(?:army|forces?|police|military|government|guard|troops)$")
_LEADING = re.compile(
    r"^(?:(?:the|a|an|some|several|about|at least|over|more than|\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|"
    r"dr|mr|mrs|gen|general|colonel|col|captain|father|president|priest|senator|mayor|judge|his|her|their|its|another|"
    r"other)\s+)+"
)
_USUAL = 4  # times that a word must head candidates of the training part to have a weight of its own
DECAY = 2.0


def normal(text: str) -> str:
    """A string as it is compared: lower case, single blanks, no articles, numbers, titles and punctuation."""
    plain = " ".join(re.sub(r"[^\w\s'-]", " ", text.lower()).split())
    return _LEADING.sub("", plain) or plain


@dataclass(slots=True)
class Candidate:
    """A possible filler: its role, its string, where it stands, and what is known of it."""

    role: str
    name: str
    at: int
    features: dict[str, float] = field(default_factory=dict)


def candidates(document: Document, events: Sequence[Event]) -> list[Candidate]:
    """The candidates of a report, each entity once; ``events`` are the printed ones, at the widest setting."""
    found: list[Candidate] = []
    for sentence in document.sentences:
        for trigger in sentence.triggers:
            start, end = sentence.tokens[trigger.first].start, sentence.tokens[trigger.last - 1].end
            event = next((e for e in events if e.trigger.start < end and start < e.trigger.end), None)
            if event is not None:
                for link in trigger.links:
                    found += _linked(document, sentence, event, link)
                found += _beside(document, sentence, trigger, event)
    return _told_once(found, len(document.text))


def _linked(document: Document, sentence: Sentence, event: Event, link: Link) -> Iterator[Candidate]:
    host = document.sentences[sentence.index + link.sentence]
    first, last, sort = next((m for m in host.mentions if m[0] <= link.word < m[1]), (link.word, link.word + 1, "none"))
    if sort in ("pro", "num", "time") or host.tokens[link.word].upos == "PRON":
        return
    text = document.text[host.tokens[first].start : host.tokens[last - 1].end]
    role = _role(link.role, sort, normal(text))
    if role is None or not normal(text):
        return
    known = {
        f"kind {event.kind}": 1.0,
        f"sort {sort} by {link.role}": 1.0,
        f"status {event.status}": 1.0,
        "background": float(event.background),
        "confidence": math.log(max(event.confidence, 0.01) / max(1 - event.confidence, 0.01)),
        "link": math.log(max(link.score, 0.01) / max(1 - link.score, 0.01)),
        "other sentence": float(link.sentence != 0),
        f"heads {normal(text).split()[-1]}": 1.0,
    }
    yield Candidate(role, normal(text), host.tokens[first].start, known)
    for start, end, label in ((e.first, e.last, e.label) for e in host.entities):
        if role == "PerpInd" and label == "ORG" and abs(start - link.word) < 6 and not start <= link.word < end:
            name = document.text[host.tokens[start].start : host.tokens[end - 1].end]
            yield Candidate("PerpOrg", normal(name), host.tokens[start].start, known | {"beside": 1.0})


def _beside(document: Document, sentence: Sentence, trigger: Trigger, event: Event) -> Iterator[Candidate]:
    """Mentions of the trigger's own sentence that it has no link to, under every role that their sort allows."""
    linked = {link.word for link in trigger.links if link.sentence == 0}
    for first, last, sort in sentence.mentions:
        if linked.isdisjoint(range(first, last)):
            for role in _BESIDE.get(sort, ()):
                yield from _linked(document, sentence, event, Link(role, last - 1, 0.02, 0))


_BESIDE = {
    "nom": ("actor", "target"),
    "per": ("actor", "target"),
    "org": ("actor",),
    "fac": ("target",),
    "wea": ("means",),
}


def _role(link: str, sort: str, name: str) -> str | None:
    if link == "actor":
        return "PerpOrg" if sort in ("org", "loc", "nat") or _FORCES.search(name) else "PerpInd"
    if link == "means":
        return "Weapon"
    if link in ("target", "place", "destroyed") and sort in ("fac", "wea"):
        return "Target"
    if link == "target" and sort in ("org", "loc"):
        return "Target"
    if link in HURT or link in ("target", "whom"):
        return "Victim" if sort in ("per", "nom", "org", "none") else None
    return None


def _told_once(found: list[Candidate], length: int) -> list[Candidate]:
    """One of the candidates of a role whose words hold each other's: the longest name; what is known is joined."""
    out: list[Candidate] = []
    for one in sorted(found, key=lambda c: (-len(c.name.split()), c.at)):
        words = set(one.name.split())
        twin = next((o for o in out if o.role == one.role and words <= set(o.name.split())), None)
        if twin is None:
            one.features["linked"] = 1.0
            out.append(one)
            continue
        for name, value in one.features.items():
            twin.features[name] = max(value, twin.features.get(name, value))
        twin.features["linked"] += 1.0
        twin.at = min(twin.at, one.at)
    for one in out:
        one.features["linked"] = math.log(one.features["linked"])
        one.features["depth"] = one.at / max(length, 1)
        one.features["words"] = math.log(len(one.name.split()))
    counts = Counter(o.role for o in out)
    for one in out:
        one.features["rivals"] = math.log(counts[one.role])
    return out


# ---------------------------------------------------------------- what the task wants


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the task wants, role by role: weights of a logistic regression, and the least share."""

    weights: Mapping[str, dict[str, float]]
    least: Mapping[str, float]

    def of(self, found: Iterable[Candidate]) -> dict[str, set[str]]:
        """The fillers of each role."""
        out: dict[str, set[str]] = {role: set() for role in ROLES}
        for one in found:
            if self.share(one) >= self.least[one.role]:
                out[one.role].add(one.name)
        return out

    def share(self, one: Candidate) -> float:
        """How likely the task wants a candidate."""
        return float(confidences([one.features], self.weights[one.role])[0])


def learnt(reports: Sequence[tuple[list[Candidate], Mapping[str, list[set[str]]]]]) -> Wanted:
    """What the training part wants; each report with its gold entities (sets of strings) by role."""
    weights: dict[str, dict[str, float]] = {}
    least: dict[str, float] = {}
    for role in ROLES:
        rows = [(c, any(c.name in e for e in gold[role])) for found, gold in reports for c in found if c.role == role]
        if not rows:
            raise SystemExit(f"muc: the training part gives no candidate for {role}")
        marked = sum(len(gold[role]) for _, gold in reports)
        seen = Counter(n for c, _ in rows for n in c.features)
        names = {n for n, k in seen.items() if k >= (_USUAL if n.startswith("heads ") else 2)}
        known = [{n: v for n, v in c.features.items() if n in names} for c, _ in rows]
        right = np.array([float(hit) for _, hit in rows])
        weights[role] = fitted(known, right, np.ones(len(rows)), decay=DECAY)
        shares = confidences(known, weights[role])
        best = max(
            (2 * right[shares >= t].sum() / ((shares >= t).sum() + marked), t) for t in np.arange(0.05, 0.9, 0.02)
        )
        least[role] = float(best[1])
    return Wanted(weights, least)
