"""From the scores of the act heads to triggers: which words name an act or a saying, and what each word is to it.

Words that stand side by side with the same label are one trigger, unless only some of them are sure. A word counts as a
candidate where acts together reach the least share of the model folder (``least_act``), so that settings may choose
below the likeliest label.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from marsad.language._document import CueSeen, Link, Trigger
from marsad.language._entities import decode

Scores = npt.NDArray[np.float32]

SAYING = "saying"  # the label of cues
SOURCE = "source"  # the role of who says it
SURE = 0.5  # likelier an act than none
KINDS = 4  # that are told of each candidate
_NONE: Scores = np.zeros(0, dtype=np.float32)


@dataclass(slots=True)
class Candidate:
    """A trigger before its links are scored; the fields are those of ``Trigger``, words counted in the window.

    ``roles`` (words, roles) are the scores of the links, null until they are known.
    """

    first: int
    last: int
    label: int
    score: float
    shares: Scores
    moods: Scores
    background: float
    roles: Scores | None = None


class ActDecoder:
    """Decodes the act heads.

    Args:
        spaces: Label spaces of the model folder.
        least_act: Least probability that a word names any act.
        least_role: Least probability of a link that is told, by role; "other" for the rest.
        least_cue: Least probability that a word is one of saying.
    """

    def __init__(
        self,
        spaces: Mapping[str, Sequence[str]],
        *,
        least_act: float,
        least_role: Mapping[str, float],
        least_cue: float = SURE,
    ) -> None:
        self._mentions, self._kinds = tuple(spaces["mentions"]), tuple(spaces["triggers"])
        self._saying = self._kinds.index(SAYING)
        self._moods, self._roles = tuple(spaces["moods"]), tuple(spaces["roles"])
        sizes = [len(self._mentions), len(self._kinds), len(self._moods), 2]
        self._first, self._second, self._third = np.cumsum(sizes)[:-1].tolist()
        self._least_act, self._least_cue = least_act, least_cue
        self._least_role = np.array([least_role.get(role, least_role["other"]) for role in self._roles])

    def mentions(self, acts: Scores) -> list[tuple[int, int, str]]:
        """Mentions of one sentence (words, label spaces)."""
        return decode(acts[:, : self._first], self._mentions)

    def find(self, acts: Scores, bounds: Sequence[tuple[int, int]]) -> list[list[Candidate]]:
        """Candidates of each sentence of a window.

        Args:
            acts: Scores (words, label spaces).
            bounds: First and last (exclusive) word of each sentence.
        """
        shares = _softmax(acts[:, self._first : self._second])
        moods = _softmax(acts[:, self._second : self._third])
        background = _softmax(acts[:, self._third :])[:, 1]
        named = 1.0 - shares[:, 0]
        best = shares[:, 1:].argmax(1) + 1
        out: list[list[Candidate]] = []
        for start, end in bounds:
            own: list[Candidate] = []
            for word in (np.flatnonzero(named[start:end] >= self._least_act) + start).tolist():
                label, score = int(best[word]), float(named[word])
                if self._kinds[label] == SAYING:
                    continue
                last = own[-1] if own and own[-1].last == word and own[-1].label == label else None
                if last and (last.score < SURE) == (score < SURE):
                    last.last = word + 1
                    last.score = max(last.score, score)
                    continue
                if last and score < SURE:
                    continue  # a weak word beside a sure one of its kind is no act of its own
                if last:
                    own.pop()
                own.append(Candidate(word, word + 1, label, score, shares[word], moods[word], float(background[word])))
            out.append(own)
        return out

    def cues(self, acts: Scores, bounds: Sequence[tuple[int, int]]) -> list[list[Candidate]]:
        """Words of saying of each sentence of a window, as candidates; arguments as in :meth:`find`."""
        shares = _softmax(acts[:, self._first : self._second])
        said = shares[:, self._saying]
        out: list[list[Candidate]] = []
        for start, end in bounds:
            own: list[Candidate] = []
            for word in (np.flatnonzero(said[start:end] >= self._least_cue) + start).tolist():
                score = float(said[word])
                if own and own[-1].last == word:
                    own[-1].last, own[-1].score = word + 1, max(own[-1].score, score)
                else:
                    own.append(Candidate(word, word + 1, self._saying, score, shares[word], _NONE, 0.0))
            out.append(own)
        return out

    def cues_seen(self, found: Sequence[Candidate], bounds: Sequence[tuple[int, int]], number: int) -> list[CueSeen]:
        """The words of saying of sentence ``number`` of a window, with who says so."""
        start, end = bounds[number]
        own = [(0, end - start)]  # links of cues are scored within their sentence
        links = [tuple(k for k in self._links(c.roles, own, 0) if k.role == SOURCE) for c in found]
        return [CueSeen(c.first - start, c.last - start, c.score, own) for c, own in zip(found, links, strict=True)]

    def triggers(self, found: Sequence[Candidate], bounds: Sequence[tuple[int, int]], number: int) -> list[Trigger]:
        """The candidates of sentence ``number`` of a window as triggers, with their links."""
        start, _ = bounds[number]
        return [
            Trigger(
                first=c.first - start,
                last=c.last - start,
                kinds=self._likeliest(c.shares),
                score=c.score,
                mood=self._moods[int(c.moods.argmax())],
                background=c.background > 0.5,
                links=self._links(c.roles, bounds, number),
            )
            for c in found
        ]

    def _likeliest(self, shares: Scores) -> tuple[tuple[str, float], ...]:
        """The likeliest kinds of act; what falls to none and to a saying is left out of the shares."""
        kinds = [(self._kinds[n], float(shares[n])) for n in np.argsort(-shares, kind="stable")[: KINDS + 2].tolist()]
        whole = max(1.0 - float(shares[0]) - float(shares[self._saying]), 1e-9)
        acts = [(kind, min(share / whole, 1.0)) for kind, share in kinds if kind not in ("O", SAYING)]
        return tuple(acts[:KINDS])

    def _links(self, scores: Scores | None, bounds: Sequence[tuple[int, int]], number: int) -> tuple[Link, ...]:
        if scores is None:
            return ()
        shares = 1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0)))
        words, roles = np.nonzero(shares >= self._least_role)
        ends = [end for _, end in bounds]
        out = []
        for word, role in zip(words.tolist(), roles.tolist(), strict=True):
            host = bisect_right(ends, word)
            out.append(Link(self._roles[role], word - bounds[host][0], float(shares[word, role]), host - number))
        return tuple(sorted(out, key=lambda link: (-link.score, link.sentence, link.word, link.role)))


def _softmax(scores: Scores) -> Scores:
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Scores = shifted / shifted.sum(-1, keepdims=True)
    return shares
