"""From arc scores to a tree: greedy governors, and where those are none, the best spanning tree with one root."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


def is_tree(heads: list[int]) -> bool:
    """Whether governors (0 the root, else 1 + index) form a tree with exactly one root."""
    if heads.count(0) != 1:
        return False
    state = [0] * (len(heads) + 1)  # 0 unseen, 1 on the way, 2 reaches the root
    state[0] = 2
    for start in range(1, len(heads) + 1):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at - 1]
        if state[at] == 1:
            return False
        for node in path:
            state[node] = 2
    return True


def best_tree(scores: Scores) -> list[int]:
    """Governors of the best tree with one root for ``scores`` (words, words + 1; column 0 is the root).

    Greedy first; the spanning-tree pass (Chu and Liu 1965, Edmonds 1967) runs for the few sentences that need it, once
    for each of the likeliest roots.
    """
    words = scores.shape[0]
    greedy: list[int] = scores.argmax(1).tolist()
    if is_tree(greedy):
        return greedy
    square = np.full((words + 1, words + 1), -1e9, dtype=np.float64)
    square[1:, :] = scores
    np.fill_diagonal(square, -1e9)
    best: tuple[float, list[int]] | None = None
    for root in np.argsort(-square[1:, 0], kind="stable")[:3].tolist():
        fixed = square.copy()
        fixed[1:, 0] = -1e9
        fixed[root + 1, 0] = 0.0
        heads = _spanning(fixed)
        total = float(sum(fixed[i, h] for i, h in enumerate(heads) if i)) + float(square[root + 1, 0])
        if best is None or total > best[0]:
            best = total, heads[1:]
    assert best is not None
    return best[1]


def _spanning(scores: npt.NDArray[np.float64]) -> list[int]:
    """Governors of the best arborescence rooted at node 0; ``scores[i, j]`` is the arc from governor j to i."""
    heads: list[int] = scores.argmax(1).tolist()
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = set(cycle)
    outside = [i for i in range(len(heads)) if i not in inside]
    size = len(outside) + 1
    contracted = np.full((size, size), -1e9)
    contracted[:-1, :-1] = scores[np.ix_(outside, outside)]
    from_cycle = scores[np.ix_(outside, cycle)]  # arcs out of the cycle: the best for each word outside
    left = from_cycle.argmax(1)
    contracted[:-1, -1] = from_cycle[np.arange(size - 1), left]
    into = scores[np.ix_(cycle, outside)] - scores[cycle, [heads[i] for i in cycle]][:, None]  # what each arc gains
    entered_at = into.argmax(0)
    contracted[-1, :-1] = into[entered_at, np.arange(size - 1)]
    np.fill_diagonal(contracted, -1e9)
    smaller = _spanning(contracted)
    out = list(heads)
    for a, i in enumerate(outside):
        out[i] = cycle[left[a]] if smaller[a] == size - 1 else outside[smaller[a]]
    out[0] = 0
    entered = smaller[size - 1]
    out[cycle[entered_at[entered]]] = outside[entered]
    return out


def _cycle(heads: list[int]) -> list[int] | None:
    """The nodes of one cycle, or None."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return path[path.index(at) :]
        for node in path:
            state[node] = 2
    return None
