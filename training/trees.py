"""Trees of news: what english_v1 reads in sentences that no treebank holds.

The parser of a stage that knows the treebanks only drifts from the encoder on news while the encoder learns acts: in
one sentence of three its arcs were no tree, though the figures on the treebanks hardly fell.
"""

from __future__ import annotations

from collections.abc import Iterable

from marsad.language import Network
from training.data import Sentence
from training.labels import RELATIONS, UPOS, XPOS

AT_ONCE = 64
_UPOS, _XPOS, _RELATION = ({name: i for i, name in enumerate(space)} for space in (UPOS, XPOS, RELATIONS))


def with_trees(sentences: Iterable[Sentence], network: Network) -> int:
    """Adds part of speech, Penn tag and tree to the sentences that have none; how many got them.

    Args:
        sentences: They are changed in place. The root's relation is "root", as in a treebank.
        network: Who reads them; a teacher whose trees are sound, single sentences at a time.
    """
    bare = sorted((s for s in sentences if s.heads is None), key=lambda s: len(s.words))
    for first in range(0, len(bare), AT_ONCE):
        part = bare[first : first + AT_ONCE]
        for sentence, read in zip(part, network.analyse([s.words for s in part]), strict=True):
            sentence.upos, sentence.xpos = [_UPOS[t] for t in read.upos], [_XPOS[t] for t in read.xpos]
            sentence.heads = [head + 1 for head in read.heads]
            sentence.relations = [_RELATION[r] for r in read.relations]
    return len(bare)
