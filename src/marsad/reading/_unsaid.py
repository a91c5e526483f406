"""Verbs of saying by which nobody says anything: "declined to comment", "asked not to be named", "called off talks"."""

from __future__ import annotations

from marsad.knowledge import Lexicon, load_unsaid
from marsad.language import Sentence, Token

_COMPLEMENTS = ("xcomp", "ccomp")


def is_unsaid(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """Whether a verb of saying, as it stands here, tells of nothing that is said.

    Args:
        sentence: Its sentence.
        token: The verb.
        lexicon: The tables.
    """
    checks = (is_verdict, _is_bare, _is_neither, _is_put, _is_nameless, _is_carried)
    return any(check(sentence, token) for check in checks) or _is_silence(sentence, token, lexicon)


def _is_bare(sentence: Sentence, token: Token) -> bool:
    """Whether a verb is only hoped for, looked at, not done, or another one with its particle."""
    words = load_unsaid()
    above = sentence.tokens[token.head].lemma if token.head >= 0 else ""
    marks = {c.lemma for c in sentence.children(token.index, "mark")}
    wanted = token.xpos == "VB" and token.relation in ("xcomp", "csubj") and "to" in marks
    particles = {c.lemma for c in sentence.children(token.index, "compound:prt")}
    undone = {t.lemma for t in sentence.tokens[max(0, token.index - 2) : token.index]} & {"not", "never"}
    return (
        (wanted and above in words["above"])
        or (wanted and above == "able" and bool({c.lemma for c in sentence.children(token.head)} & {"not", "never"}))
        or (token.lemma in words["unheard"] and bool(sentence.children(token.index, "aux:pass")))
        or (token.xpos == "VBG" and bool(marks & words["apart"]))
        or (token.lemma == "call" and bool(particles & words["off"]))
        or (token.relation == "acl" and token.xpos == "VBN" and bool(undone))  # "information not yet verified"
    )


def _is_carried(sentence: Sentence, token: Token) -> bool:
    """Whether nobody is told to quote: who "was quoted as saying" it says it."""
    if token.lemma != "quote" or not sentence.children(token.index, "aux:pass"):
        return False
    agent = any(m.lemma == "by" for c in sentence.children(token.index, "obl") for m in sentence.children(c.index))
    return not agent and any(c.xpos == "VBG" for c in sentence.children(token.index, "advcl", "xcomp"))


def _is_neither(sentence: Sentence, token: Token) -> bool:
    """Whether somebody does neither of two things: "neither confirmed nor denied it"."""
    pair = [token.index, *([token.head] if token.relation == "conj" else [])]
    joints = {c.lemma for i in pair for c in sentence.children(i, "cc", "advmod")}
    return token.upos == "VERB" and ("neither" in joints or ("nor" in joints and token.relation == "conj"))


def _is_put(sentence: Sentence, token: Token) -> bool:
    """Whether a question is put to who speaks: "Asked whether it fell, he said"."""
    if token.lemma not in load_unsaid()["asked"] or token.xpos not in ("VBN", "VBD") or token.relation != "advcl":
        return False
    return not sentence.children(token.index, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark")


def _is_nameless(sentence: Sentence, token: Token) -> bool:
    """Whether somebody only asks not to be named."""
    matter = {c.lemma for c in sentence.children(token.index, "obj")}
    if token.lemma == "request" and "anonymity" in matter:
        return True
    if token.lemma != "ask":
        return False
    wanted = sentence.children(token.index, *_COMPLEMENTS)
    return any(w.lemma in load_unsaid()["named"] and sentence.children(w.index, "aux:pass") for w in wanted)


def _is_silence(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """Whether somebody only will not say anything: "declined to comment"."""
    if token.lemma not in load_unsaid()["above"]:
        return False
    return any(
        cue.pos == "VERB" and not cue.act and "ccomp" in cue.frame
        for verb in sentence.children(token.index, "xcomp")
        for cue in lexicon.cues.get(verb.lemma, ())
    )


def is_verdict(sentence: Sentence, token: Token) -> bool:
    """Whether a noun calls something that was said by what others make of it: "..., a claim the army rejected"."""
    if token.upos not in ("NOUN", "PRON") or token.lemma not in load_unsaid()["verdict"]:
        return False
    begin = next((c.index for c in sentence.children(token.index, "det") if c.text.lower() in ("a", "an")), 0)
    begin = token.index if token.upos == "PRON" else begin
    told = sentence.children(token.index, "acl", "acl:relcl")
    stated = any(m.lemma == "that" for c in told for m in sentence.children(c.index, "mark"))
    return begin > 1 and sentence.tokens[begin - 1].text == "," and bool(told) and not stated
