"""Acts of one sentence together: what holds another in itself, and what only adds to another."""

from __future__ import annotations

from marsad.knowledge import load_kinds
from marsad.language import Sentence, Token
from marsad.reading._act import CAUSES, Act
from marsad.reading._frames import is_verbal

_HARMLESS = frozenset({"RETREAT", "CONSULT", "AGREE", "AID", "SUPPORT", "COOPERATE", "CONCEDE", "MOBILIZE"})  # PLOVER


def swallow(acts: dict[int, Act]) -> None:
    """Takes out the noun acts that a verb act holds in itself ("suspended operations")."""
    for act in list(acts.values()):
        for slot in act.entry.takes:
            for filler in act.slots.get(slot, ()):
                if filler in acts and filler != act.index:
                    swallowed = acts.pop(filler)
                    act.swallowed.append(swallowed)
                    for name, fillers in swallowed.slots.items():
                        if name not in ("mod",):
                            act.slots.setdefault(name, fillers)


def join(sentence: Sentence, acts: dict[int, Act]) -> None:
    """Puts acts that only add to another one into it; what is joined to a joined act goes to the same host."""
    hosts = dict(acts)
    for index in sorted(acts):
        act = acts[index]
        host = _host(sentence, act, hosts)
        if host is not None and host is not act and _holds_harm(sentence, host, act):
            host.joined += [act, *act.joined]
            act.joined = []
            del acts[index]
            for number, known in hosts.items():
                if known is act:
                    hosts[number] = host


def _holds_harm(sentence: Sentence, host: Act, act: Act) -> bool:
    """Whether dead and wounded can be those of an act: "suspended it when shells killed four" tells two acts."""
    own = sentence.children(act.index, "nsubj")
    return not (act.harms and own and load_kinds()[host.kind].plover in _HARMLESS)


def _host(sentence: Sentence, act: Act, hosts: dict[int, Act]) -> Act | None:
    """The act that this one only adds to: in one of its slots, above its adverbial clause, or coordinated harm."""
    for slot in (*act.entry.joins, *(CAUSES if act.harms else ())):
        if slot == "head":
            host = _above(sentence, act, hosts)
            if host:
                return host
        for filler in act.slots.get(slot, ()):
            if filler in hosts and filler != act.index and not _only_dates(sentence, filler):
                return hosts[filler]
    token = sentence.tokens[act.index]
    others = token.lemma == "lose" and sentence.children(act.index, "nsubj")  # "and the militants lost 61 men"
    if act.harms and token.relation == "conj" and not others:
        host = hosts.get(token.head)
        if host and (host.kind == "killing" or (act.kind == "killing" and "subj" not in act.entry.actor)):
            return host
        if host and any(j.index == token.head for j in host.joined):
            return host
    return None


def _only_dates(sentence: Sentence, clause: int) -> bool:
    """Whether a clause only says since when: "37 have been killed since the operation resumed"."""
    return any(c.lemma == "since" for c in sentence.children(clause, "mark"))


def _happens_in(sentence: Sentence, clause: Token) -> bool:
    """Whether a relative clause tells what happened in what it hangs on: "in which", "during which"."""
    return any(
        pronoun.lemma == "which" and any(c.lemma in ("in", "during") for c in sentence.children(pronoun.index))
        for pronoun in sentence.children(clause.index, "obl")
    )


def _above(sentence: Sentence, act: Act, hosts: dict[int, Act]) -> Act | None:
    token = sentence.tokens[act.index]
    relations = ("advcl", "acl", "conj", "parataxis") if act.harms else ("advcl", "acl")
    if token.relation.startswith(relations) and token.head >= 0:
        if token.head in hosts:
            return hosts[token.head]
        if token.relation == "acl:relcl" and _happens_in(
            sentence, token
        ):  # "the bombing of a hotel in which nine died"
            around = [a.index for a in sentence.ancestors(token.head) if a.index in hosts]
            if around and not is_verbal(sentence.tokens[around[0]]):
                return hosts[around[0]]
        carried = [a for a in hosts.values() if a.light and a.light.verb == token.head]
        return carried[0] if carried else None
    return None
