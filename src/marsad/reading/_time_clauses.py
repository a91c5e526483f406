"""Whose time it is: a time in the sentence of an act that belongs to a clause or a description of its own."""

from __future__ import annotations

from marsad.reading._act import Act
from marsad.reading._phrases import victims_above


def of_another_clause(act: Act, word: int) -> bool:
    """Whether a time in the sentence of an act is that of something else told there."""
    return _of_what_is_told(act, word) or _around_a_description(act, word) or _within_a_description(act, word)


def _around_a_description(act: Act, word: int) -> bool:
    """Whether an act says who somebody is, and a word stands outside: "sought on Friday a man who was seized"."""
    sentence = act.sentence
    victims = victims_above(sentence, act.index)
    if victims is not None and word not in sentence.subtree(victims):
        return True
    clauses = (sentence.tokens[act.clause], *sentence.ancestors(act.clause))
    clause = next((c for c in clauses if c.relation == "acl:relcl"), None)
    if clause is None or word in sentence.subtree(clause.index):
        return False
    host = sentence.tokens[clause.head]
    return host.noun_class in ("person", "organization") or sentence.entity_at(host.index) is not None


def _within_a_description(act: Act, word: int) -> bool:
    """Whether a word says when somebody else did or suffered something: "workers seized on Friday were freed".

    Also in a clause on what the act does not rest on: "among the slain was the planner of a raid that took place on
    Friday".
    """
    sentence = act.sentence
    above = [a.index for a in sentence.ancestors(word)]
    for at in (word, *above):
        clause = sentence.tokens[at]
        if at in (act.index, act.clause) or (clause.head >= 0 and clause.head < act.index < at):
            return False
        if clause.relation not in ("acl", "acl:relcl") or act.index in sentence.subtree(at):
            continue
        host = sentence.tokens[clause.head]
        if host.noun_class == "person" or (clause.relation == "acl:relcl" and act.clause not in above):
            return host.index not in (act.index, act.clause)
    return False


def _of_what_is_told(act: Act, word: int) -> bool:
    """Whether a word stands in a relative clause below the act: "the halt to the operation they began in May"."""
    at = act.sentence.tokens[word]
    below = False
    for above in (at, *act.sentence.ancestors(word)):
        if above.index in (act.index, act.clause):
            return below
        below = below or above.relation == "acl:relcl"
    return False
