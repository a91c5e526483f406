"""Repairs of what the parser gets wrong in the same way every time, by rules on the words around.

"The army killed 12 militants, a spokesman said": the speaker is hung on "killed" now and then. A subject behind its
verb, after a comma and right before a verb of saying without a subject, is that verb's subject. "Fighting" in front of
a verb that has no subject is its subject, and right behind a verb of beginning or ending its complement ("stopped
fighting, they said"). Of two subjects around a clause without one the first is the clause's. A noun behind "into" is no
object, and who is told to do something without another object is one. An adjective in the passive is a participle.
Who is named right behind a verb of saying between two marks speaks ("If it falls, warned Ann Smith, they will flee").
What stands before a colon is no subject of a verb of saying that has one ("Sudan: shells kill 18, activists say").
A finite verb does not go on with what somebody says will be ("promised that it would end and sent troops"). A subject
right before a verb is not that of a verb before a semicolon ("retook the town; 12 fighters killed, two cars burned").
A place right behind "in" is no part of a subject ("In Kirkuk gunmen executed").
What stands behind "and" without a preposition goes on with the complement before ("clashes between M23 and the army").
What stands between a verb and the infinitive below it is the verb's object ("they expect the front to keep moving").
A participle between a subject and its verb describes the subject ("a diplomat briefed on the talks told us").
"""

from __future__ import annotations

from dataclasses import replace

from marsad.knowledge import Lexicon
from marsad.language import Document, Sentence, Token, is_tree
from marsad.reading._repairs_hung import hung_elsewhere


def repaired(document: Document, lexicon: Lexicon) -> Document:
    """The document with its trees mended; every sentence stays a tree with one root."""
    return replace(document, sentences=tuple(_mended(s, lexicon) for s in document.sentences))


def _content_of(sentence: Sentence, verb: Token) -> tuple[int, int] | None:
    """(subject, clause) where a verb with two subjects has a clause between them without one: it is that clause's."""
    subjects = sentence.children(verb.index, "nsubj")
    if len(subjects) < 2:
        return None
    for clause in sentence.children(verb.index, "ccomp"):
        if subjects[0].index < clause.index < subjects[-1].index and not sentence.children(clause.index, "nsubj"):
            return subjects[0].index, clause.index
    return None


def _is_subject(sentence: Sentence, token: Token) -> bool:
    """Whether an -ing form before a verb without a subject is its subject: "Fighting between them killed 56"."""
    if token.xpos != "VBG" or token.relation not in ("advcl", "csubj") or token.head <= token.index:
        return False
    between = sentence.tokens[token.index : token.head]
    return not sentence.children(token.head, "nsubj") and all(t.text not in ",;:–—" for t in between)


def _is_complement(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """Whether an -ing form stands right behind a verb of beginning or ending that it does not hang on."""
    if token.xpos != "VBG" or token.index == 0 or token.relation not in ("ccomp", "advcl"):
        return False
    verb = sentence.tokens[token.index - 1]
    effects = {light.effect for light in lexicon.light.get(verb.lemma, ())}
    return verb.upos == "VERB" and token.head != verb.index and bool(effects & {"begun", "ended"})


def _relation(sentence: Sentence, token: Token) -> str:
    """The relation of an object that is none, or of one that is called indirect without a direct one."""
    if token.relation == "obj" and any(c.text.lower() in _INTO for c in sentence.children(token.index, "case")):
        return "obl"
    if token.relation == "iobj" and sentence.children(token.head, "xcomp") and not sentence.children(token.head, "obj"):
        return "obj"
    return token.relation


def _inverted(sentence: Sentence, verb: Token, lexicon: Lexicon) -> int | None:
    """The person right behind a verb of saying without a subject, where both stand between marks: who speaks."""
    words, at = sentence.tokens, verb.index
    if verb.xpos not in ("VBD", "VBZ") or not 0 < at < len(words) - 1 or words[at - 1].text not in _BREAKS:
        return None
    tells = any("ccomp" in c.frame and c.source for c in lexicon.cues.get(verb.lemma, ()) if c.pos == "VERB")
    joined = any(sentence.children(clause.index, "mark") for clause in sentence.children(at, "ccomp"))
    if not tells or joined or verb.lemma == "tell" or sentence.children(at, "nsubj", "xcomp"):
        return None
    for child in sentence.children(at, "obj", "iobj"):
        tree = [i for i in sentence.subtree(child.index) if i > at]
        while tree and words[tree[-1]].upos == "PUNCT":
            tree.pop()
        entity = sentence.entity_at(child.index)
        if tree and tree[0] == at + 1 and entity is not None and entity.label == "PER":
            return child.index if tree[-1] + 1 < len(words) and words[tree[-1] + 1].text in _BREAKS else None
    return None


def _goes_on(sentence: Sentence, token: Token, lexicon: Lexicon) -> int | None:
    """The verb of saying that a finite verb goes on with: "said that it would fall and left"."""
    if token.relation != "conj" or token.xpos != "VBD" or token.head >= token.index:
        return None
    inner = sentence.tokens[token.head]
    cue = sentence.tokens[inner.head] if inner.head >= 0 else None
    if cue is None or inner.relation != "ccomp" or cue.xpos != "VBD" or cue.lemma not in lexicon.cues:
        return None
    modal = any(a.xpos == "MD" for a in sentence.children(inner.index, "aux", "aux:pass"))
    own = sentence.children(token.index, "nsubj", "nsubj:pass", "aux", "aux:pass")
    return cue.index if modal and not own else None


def _labels(sentence: Sentence, lexicon: Lexicon) -> dict[int, tuple[int, str]]:
    """What stands before a colon and is hung on a verb of saying behind that has a subject of its own."""
    moves: dict[int, tuple[int, str]] = {}
    for verb in sentence.tokens:
        subjects = sentence.children(verb.index, "nsubj") if verb.lemma in lexicon.cues else []
        if len(subjects) < 2 or sentence.tokens[subjects[0].index + 1].text != ":":
            continue
        label = subjects[0].index
        moves[label] = (verb.index, "parataxis")
        behind = [t for t in sentence.children(label, "parataxis", "appos") if t.index > label + 1]
        moves |= {told.index: (verb.index, "ccomp") for told in behind}
    return moves


def _raised(sentence: Sentence) -> dict[int, tuple[int, str]]:
    """Whom somebody expects or tells to do something, where they are hung on what they are to do, and that clause.

    "Analysts expect the truce to hold": the truce is no object of "hold".
    """
    words, moves = sentence.tokens, dict[int, tuple[int, str]]()
    for token in words:
        above = words[token.head] if token.head >= 0 else None
        verb = words[above.head] if above is not None and above.head >= 0 else None
        if above is None or verb is None or verb.upos != "VERB":
            continue
        to = any(m.lemma == "to" and m.index < above.index for m in sentence.children(above.index, "mark"))
        if token.relation == "obj" and verb.index < token.index < above.index and to and above.xpos == "VB":
            moves[token.index] = verb.index, "obj"
            moves[above.index] = verb.index, "xcomp"
    for clause in words:
        if clause.relation != "ccomp" or clause.head < 0 or sentence.children(clause.index, "nsubj", "nsubj:pass"):
            continue
        to = any(m.lemma == "to" for m in sentence.children(clause.index, "mark"))
        if to and any(clause.head < o.index < clause.index for o in sentence.children(clause.head, "obj")):
            moves[clause.index] = clause.head, "xcomp"
    return moves


def _beyond(sentence: Sentence) -> dict[int, tuple[int, str]]:
    """Subjects that are hung on a verb before them, over a semicolon or in the passive, with the verb right behind."""
    words, moves = sentence.tokens, dict[int, tuple[int, str]]()
    stops = [t.index for t in words if t.text == ";"]
    for token in words:
        if token.relation not in ("nsubj", "nsubj:pass") or not 0 <= token.head < token.index:
            continue
        last = sentence.subtree(token.index)[-1]
        verb = words[last + 1] if last + 1 < len(words) else None
        if verb is None or verb.upos != "VERB":
            continue
        told = any(s.index < verb.index for s in sentence.children(verb.index, "nsubj", "nsubj:pass"))
        over = any(token.head < stop < token.index for stop in stops)
        if not told and (over or (token.relation == "nsubj:pass" and verb.xpos == "VBN")):
            moves[token.index] = verb.index, "nsubj:pass" if verb.xpos == "VBN" else "nsubj"
    return moves


def _opened(sentence: Sentence) -> dict[int, tuple[int, str]]:
    """The place behind a preposition before a subject that it was taken into, with its preposition."""
    moves: dict[int, tuple[int, str]] = {}
    for token in sentence.tokens:
        if token.relation not in ("nsubj", "nsubj:pass"):
            continue
        for case in sentence.children(token.index, "case"):
            name = sentence.entity_at(case.index + 1) if case.lemma in _AT and case.index < token.index else None
            if name is None or name.label != "LOC" or name.last > token.index:
                continue
            heads = [t for t in sentence.tokens[name.first : name.last] if t.head == token.index]
            if len(heads) == 1:
                moves[heads[0].index], moves[case.index] = (token.head, "obl"), (heads[0].index, "case")
    return moves


_AT = frozenset({"in", "at", "near", "outside", "around"})


def _coordinated(sentence: Sentence) -> dict[int, tuple[int, str]]:
    """Complements of a noun behind "and" without a preposition, with the complement before that they go on with."""
    moves: dict[int, tuple[int, str]] = {}
    for token in sentence.tokens:
        if token.relation != "nmod" or sentence.children(token.index, "case") or token.head >= token.index:
            continue
        joined = [c.index for c in sentence.children(token.index, "cc") if c.index < token.index]
        before = [s for s in sentence.children(token.head, "nmod") if sentence.children(s.index, "case")]
        before = [s for s in before if joined and s.index < joined[0]]
        if before and sentence.subtree(before[-1].index)[-1] == joined[0] - 1:
            moves[token.index] = before[-1].index, "conj"
    return moves


def _verb_behind(sentence: Sentence, participle: Token, noun: Token) -> int | None:
    """The finite verb behind "workers reached by telephone", whose subject was taken for that of the participle."""
    words = sentence.tokens
    if noun.relation != "nsubj" or noun.head != participle.index or participle.index + 1 == len(words):
        return None
    if words[participle.index + 1].lemma != "by":
        return None
    for token in words[participle.index + 2 :]:
        if token.upos in ("PUNCT", "AUX"):
            return None
        if token.xpos in ("VBD", "VBZ", "VBP"):
            return None if sentence.children(token.index, "nsubj") else token.index
    return None


def _reduced(sentence: Sentence) -> dict[int, tuple[int, str]]:
    """Participles between a subject and its verb, hung before both: "a diplomat briefed on the talks told us"."""
    words, moves = sentence.tokens, dict[int, tuple[int, str]]()
    for token in words[1:]:
        noun = words[token.index - 1]
        loose = token.xpos in ("VBN", "VBD") and token.relation == "advcl" and 0 <= token.head < noun.index
        subject = noun.relation in ("nsubj", "nsubj:pass") and noun.head > token.index and noun.upos != "PRON"
        if loose and subject and not sentence.children(token.index, "nsubj", "nsubj:pass", "aux", "mark"):
            moves[token.index] = noun.index, "acl"
        elif loose and (verb := _verb_behind(sentence, token, noun)) is not None:
            moves |= {token.index: (noun.index, "acl"), noun.index: (verb, "nsubj")}
    return moves


_BREAKS = frozenset({",", ".", "”", '"'})
_INTO = frozenset({"into", "onto", "toward", "towards", "against", "from", "inside"})


def _blamed(sentence: Sentence) -> dict[int, tuple[int, str]]:
    """Whom something is blamed on, where he was hung on what he is blamed for: "blamed the attack on the rebels"."""
    moves: dict[int, tuple[int, str]] = {}
    for verb in sentence.tokens:
        if verb.lemma not in _BLAMES or verb.upos != "VERB":
            continue
        for deed in sentence.children(verb.index, "obj"):
            if any(c.index > deed.index for c in sentence.children(verb.index, "obl")):
                continue
            below = [sentence.tokens[i] for i in sentence.subtree(deed.index) if i > deed.index]
            on = [t.index for t in below if t.relation == "nmod" and _case(sentence, t) == "on"]
            moves |= dict.fromkeys(on[-1:], (verb.index, "obl"))
    return moves


def _case(sentence: Sentence, token: Token) -> str:
    return next((c.lemma for c in sentence.children(token.index, "case")), "")


_BLAMES = frozenset({"blame", "pin"})


def _mended(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    sentence = _with_participles(sentence, lexicon)
    moves = _moves(sentence, lexicon)
    complements = {t.index for t in sentence.tokens if t.index not in moves and _is_complement(sentence, t, lexicon)}
    relations = {t.index: r for t in sentence.tokens if (r := _relation(sentence, t)) != t.relation}
    labels = _labels(sentence, lexicon) | _beyond(sentence) | _raised(sentence) | _reduced(sentence)
    labels |= _coordinated(sentence) | _opened(sentence) | _blamed(sentence)
    labels |= hung_elsewhere(sentence, lexicon)
    spoken = {t.index: who for t in sentence.tokens if (who := _inverted(sentence, t, lexicon)) is not None}
    joined = {t.index: cue for t in sentence.tokens if (cue := _goes_on(sentence, t, lexicon)) is not None}
    if not (moves or complements or relations or labels or spoken or joined):
        return sentence
    root = next(t.index for t in sentence.tokens if t.head < 0)
    tokens = []
    for token in sentence.tokens:
        head, relation = token.head, relations.get(token.index, token.relation)
        if token.index in joined:
            head = joined[token.index]
        elif token.index in labels:
            head, relation = labels[token.index]
        elif token.index in spoken.values():
            relation = "nsubj"
        elif token.index in spoken and token.index != root:
            head, relation = root, "parataxis"
        elif token.index in moves:
            head, relation = moves[token.index], "nsubj"
        elif token.index in complements:
            head, relation = token.index - 1, "xcomp"
        tokens.append(token._replace(head=head, relation=relation))
    if not is_tree([t.head + 1 for t in tokens]):
        return sentence  # repairs that each are sound may close a circle together
    return replace(sentence, tokens=tuple(tokens))


def _with_participles(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The sentence with participles where the parser saw adjectives ("was slightly hurt") or a past ("shot dead")."""
    found = {
        token.index for token in sentence.tokens
        if token.upos == "ADJ" and token.lemma in lexicon.verbs
        and sentence.children(token.index, "aux:pass") and sentence.children(token.index, "nsubj:pass")
    }  # fmt: skip
    suffered = {token.index for token in sentence.tokens if _is_suffered(sentence, token)}
    if not found | suffered:
        return sentence
    tokens = [t._replace(upos="VERB", xpos="VBN") if t.index in found | suffered else t for t in sentence.tokens]
    tokens = [t._replace(relation="nsubj:pass") if t.relation == "nsubj" and t.head in suffered else t for t in tokens]
    return replace(sentence, tokens=tuple(tokens))


def _is_suffered(sentence: Sentence, verb: Token) -> bool:
    """Whether a subject's death is told with a verb that has no object: "Village chief shot dead in Jos"."""
    if verb.xpos not in ("VBD", "VBN") or sentence.children(verb.index, "obj", "aux", "aux:pass"):
        return False
    behind = [t.text.lower() for t in sentence.tokens[verb.index + 1 : verb.index + 3]]
    harmed = verb.lemma in _HARM and _in_brief(sentence, verb)
    dead = (
        harmed
        or behind[:1] == ["dead"]
        or behind == ["to", "death"]
        or (verb.lemma == "gun" and behind[:1] == ["down"])
    )
    after = verb.index + (1 if harmed else 3 if behind[:1] == ["to"] else 2)
    goes_on = after < len(sentence.tokens) and sentence.tokens[after].upos in ("DET", "NUM", "NOUN", "PROPN", "ADJ")
    return dead and not goes_on and bool(sentence.children(verb.index, "nsubj", "nsubj:pass"))


def _in_brief(sentence: Sentence, verb: Token) -> bool:
    """Whether a count before a verb of harm and what stands behind leave it no object: "12 police hurt as"."""
    words, joined = sentence.tokens, sentence.children(verb.index, "conj")
    counted = any(sentence.children(s.index, "nummod") for s in sentence.children(verb.index, "nsubj", "nsubj:pass"))
    behind = words[verb.index + 1].text.lower() if verb.index + 1 < len(words) else "."
    return counted and not joined and behind in _BEHIND_HARM


_HARM = frozenset({"hurt", "kill", "wound", "injure"})
_BEHIND_HARM = frozenset({"as", "in", "when", "by", "at", "near", "after", "on", "during", "while", ",", ";", "."})


def _moves(sentence: Sentence, lexicon: Lexicon) -> dict[int, int]:
    """Subjects that are hung on the wrong verb, with the right one."""
    moves: dict[int, int] = {}
    for token in sentence.tokens:
        if _is_subject(sentence, token):
            moves[token.index] = token.head
        inner = _content_of(sentence, token)
        if inner is not None:
            moves[inner[0]] = inner[1]
        if token.relation not in ("nsubj", "nsubj:pass") or not 0 <= token.head < token.index:
            continue
        tree = [i for i in sentence.subtree(token.index) if sentence.tokens[i].upos != "PUNCT"]
        if not tree:  # nothing but marks
            continue
        first, last = tree[0], tree[-1]
        if first == 0 or last + 1 >= len(sentence.tokens) or sentence.tokens[first - 1].text not in (",", "”", '"'):
            continue
        cue = sentence.tokens[last + 1]
        if cue.upos != "VERB" or cue.lemma not in lexicon.cues or sentence.children(cue.index, "nsubj"):
            continue
        moves[token.index] = cue.index
    return moves
