"""Where what is said begins and ends, beyond what hangs on the cue in the tree.

A clause of saying at the end of its sentence ("..., the army said", "..., according to the army") says all that stands
before it; what "that" joins to a cue runs on to the end of the clause; a participle of saying behind a verb of saying
("he said, adding that") goes on with its speaker and is no part of what that says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from marsad.knowledge import Lexicon, load_unsaid
from marsad.language import Sentence, Token
from marsad.reading._saying import Saying
from marsad.reading._unsaid import is_verdict

_MARKS = frozenset({"“", "”", "«", "»", '"', "``", "''"})
_STOPS = frozenset({";", ":", "–", "—", "--"})
_MEANWHILE = frozenset({"as", "while", "after", "though", "although", "whereas"})
_AGAINST = frozenset({"though", "although", "while", "whereas"})  # set one speaker against another


def trailing(sentence: Sentence, sayings: Sequence[Saying]) -> list[Saying]:
    """The sayings of a sentence with their content set right.

    Args:
        sentence: The sentence.
        sayings: As found in the tree, by the place of their cues.
    """
    out = list(sayings)
    for number, saying in enumerate(out):
        whole = _with_gap(sentence, _back_to_beginning(sentence, _without_speaker(sentence, saying), out))
        whole = _without_rival(sentence, whole)
        inside = _outside_verdict(sentence, _within_semicolons(sentence, whole))
        out[number] = _without_label(sentence, _without_joint(sentence, _without_day(sentence, inside)))
    return _going_on(sentence, out)


def _within_semicolons(sentence: Sentence, saying: Saying) -> Saying:
    """What lies beyond a semicolon outside quotation marks is said by the outlet again."""
    cue, open_, stops = saying.cue[0], False, []
    for token in sentence.tokens:
        if token.text in _MARKS:
            open_ = token.text in "“«``" or (token.text not in "”»" and not open_)
        elif token.text == ";" and not open_:
            stops.append(token.index)
    first = max((i for i in stops if i < cue), default=-1)
    last = min((i for i in stops if i > cue), default=len(sentence.tokens))
    kept = frozenset(i for i in saying.content if first < i < last)
    return replace(saying, content=kept) if kept and stops else saying


def _without_speaker(sentence: Sentence, saying: Saying) -> Saying:
    """What stands between speaker and verb, or is only told of whom he speaks to, is no part of what stands before.

    "It is out of reach, a diplomat briefed on the talks told Lakeside Wire".
    """
    cue, source = saying.cue[0], saying.source
    if source is None or not min(saying.content) < source < cue or sentence.tokens[cue].upos != "VERB":
        return saying
    kept = frozenset(i for i in saying.content if not source < i < cue)
    behind = [i for i in kept if i > cue]
    if sentence.tokens[cue].lemma == "tell" and not any(sentence.tokens[i].upos in ("VERB", "AUX") for i in behind):
        kept -= frozenset(behind)
    return replace(saying, content=kept) if kept else saying


def _outside_verdict(sentence: Sentence, saying: Saying) -> Saying:
    """What the outlet adds of how others take it is not said: "that it had fallen, a claim the army rejected"."""
    verdicts = (
        min([token.index, *(c.index for c in sentence.children(token.index, "det"))])
        for token in sentence.tokens
        if token.index in saying.content and token.index > saying.cue[-1] and is_verdict(sentence, token)
    )
    begins = list(verdicts)
    kept = frozenset(i for i in saying.content if not begins or i < begins[0] - 1)
    return replace(saying, content=kept) if begins and max(kept, default=-1) > saying.cue[-1] else saying


def _without_rival(sentence: Sentence, saying: Saying) -> Saying:
    """What others say in the meantime, told behind: "..., the army said on Monday, as doctors reported that"."""
    cue = saying.cue[-1]
    if saying.about or saying.joined or min(saying.content) > saying.cue[0]:
        return saying
    out: set[int] = set()
    for token in sentence.tokens:
        marks = {m.lemma for m in sentence.children(token.index, "mark", "advmod")}
        told = token.index in saying.content and token.relation == "advcl" and bool(marks & _MEANWHILE)
        if told and sentence.children(token.index, "nsubj") and sentence.children(token.index, "ccomp"):
            clause = sentence.subtree(token.index)
            out |= set(clause) if min(clause) > cue else set()
    kept = saying.content - out
    last = max(kept, default=0)
    if not out or not kept or last < cue:
        return replace(saying, content=kept) if out and kept else saying
    return replace(saying, content=kept - {i for i in kept if i > cue and sentence.tokens[i].upos == "PUNCT"})


def _without_label(sentence: Sentence, saying: Saying) -> Saying:
    """The place that a headline is about is no part of what is said: "Kashmir: Two killed, police say"."""
    entity = sentence.entity_at(0)
    if min(saying.content) > 0 or entity is None or entity.label != "LOC" or entity.last + 1 >= len(sentence.tokens):
        return saying
    kept = frozenset(i for i in saying.content if i > entity.last)
    return replace(saying, content=kept) if sentence.tokens[entity.last].text == ":" and kept else saying


def _without_joint(sentence: Sentence, saying: Saying) -> Saying:
    """The "that" right behind a cue joins what is said to it and is no part of it."""
    joint = saying.cue[-1] + 1
    if saying.about or min(saying.content) != joint or len(saying.content) < 2:
        return saying
    token = sentence.tokens[joint]
    if token.lemma != "that" or token.relation != "mark":
        return saying
    return replace(saying, content=saying.content - {joint}, joined=True)


def _without_day(sentence: Sentence, saying: Saying) -> Saying:
    """The day or channel right behind the verb is that of the saying: "said on Tuesday they had fled", "wrote on X"."""
    words, first = sentence.tokens, saying.cue[-1] + 1
    if saying.joined or saying.about or first not in saying.content or words[first].lemma != "on":
        return saying
    last = words[first].head
    if not first < last < len(words) - 1:
        return saying
    if words[last].noun_class != "time" and words[last].text.lower() not in load_unsaid()["channel"]:
        return saying
    kept = saying.content - frozenset(range(first, sentence.subtree(last)[-1] + 1))
    return replace(saying, content=kept, shown=(saying.cue[0], first)) if kept else saying


def _back_to_beginning(sentence: Sentence, saying: Saying, others: Iterable[Saying]) -> Saying:
    """Content that ends right before a clause of saying at the end of the sentence, from its beginning."""
    if saying.about or saying.joined or not saying.content:
        return saying
    words = sentence.tokens
    clause = {*saying.cue, *(() if saying.source is None else sentence.subtree(saying.source))}
    first = min(clause)
    behind = [t for t in words[max(clause) + 1 :] if t.upos != "PUNCT"]
    before = next((i for i in range(first - 1, -1, -1) if words[i].upos != "PUNCT"), None)
    if min(saying.cue) < max(saying.content) or before is None or before not in saying.content or len(behind) > 6:
        return saying
    begin = min(saying.content)
    rivals = {i for o in others if o is not saying and not o.about for i in o.cue}
    while begin > 0 and words[begin - 1].text not in _STOPS and begin - 1 not in rivals:
        begin -= 1
    if begin > 0 and begin - 1 in rivals:
        return saying
    return replace(saying, content=frozenset(range(begin, before + 1)) - frozenset(saying.cue))


def _with_gap(sentence: Sentence, saying: Saying) -> Saying:
    """What stands between "that" and the clause that it joins is said too: "noting that while ..., they fight on"."""
    if not saying.joined:
        return saying
    first = min(saying.content)
    joint = next((i for i in range(first - 1, max(saying.cue), -1) if sentence.tokens[i].lemma == "that"), None)
    if joint is None:
        return saying
    return replace(saying, content=saying.content | frozenset(range(joint + 1, first)))


def _going_on(sentence: Sentence, sayings: list[Saying]) -> list[Saying]:
    """Participles of saying behind a verb of saying go on with its speaker."""
    out = list(sayings)
    for number, saying in enumerate(out):
        cue = sentence.tokens[saying.cue[0]]
        if cue.xpos != "VBG" and not saying.about and _beside(sentence, cue):
            out = _coordinated(sentence, out, number)
        elif _trails(sentence, saying):
            mains = [s for s in out[:number] if _may_go_on(sentence, s, cue.index)]
            outer = [s for s in mains if not any(s.cue[0] in o.content for o in mains if o is not s)]
            if outer:
                mine = frozenset() if saying.about else frozenset(sentence.subtree(cue.index))
                out[out.index(outer[-1])] = replace(outer[-1], content=outer[-1].content - mine)
                out[number] = replace(saying, source=outer[-1].source)
    return [s for s in out if s.content]


def _trails(sentence: Sentence, saying: Saying) -> bool:
    """Whether a cue is a participle without a subject behind a comma or a closing mark."""
    cue = sentence.tokens[saying.cue[0]]
    if cue.xpos != "VBG" or saying.through is not None or cue.index == 0:
        return False
    hangs = cue.relation.partition(":")[0] in ("advcl", "conj", "parataxis", "xcomp")
    return hangs and sentence.tokens[cue.index - 1].text in ',”"' and not sentence.children(cue.index, "nsubj")


def _beside(sentence: Sentence, cue: Token) -> bool:
    """Whether a verb is coordinated, or set against another with a speaker of its own: "though the rebels denied"."""
    if cue.relation == "conj":
        return True
    against = cue.relation == "advcl" and bool(sentence.children(cue.index, "nsubj"))
    return against and any(m.lemma in _AGAINST for m in sentence.children(cue.index, "mark"))


def _coordinated(sentence: Sentence, sayings: list[Saying], number: int) -> list[Saying]:
    """A verb of saying hung on what another says, in the form of that other.

    "Denied that it fell and said that"; "the mayor says it fell, and the governor says that it holds".
    """
    saying, cue = sayings[number], sentence.tokens[sayings[number].cue[0]]
    finite = cue.xpos in ("VBD", "VBZ", "VBP") and not sentence.children(cue.index, "aux")
    speaker = sentence.children(cue.index, "nsubj")
    for at, main in enumerate(sayings[:number]):
        verb = sentence.tokens[main.cue[0]]
        if finite and cue.head in main.content and verb.xpos == cue.xpos and _may_go_on(sentence, main, cue.index):
            mine = frozenset(sentence.subtree(cue.index)) | (frozenset() if speaker else {cue.index - 1})
            out = list(sayings)
            out[at] = replace(main, content=main.content - mine)
            out[number] = saying if speaker else replace(saying, source=main.source)
            return out
    return sayings


def _may_go_on(sentence: Sentence, main: Saying, at: int) -> bool:
    """Whether a saying is told by a finite verb with its speaker, both before a word."""
    verb = sentence.tokens[main.cue[0]]
    return main.source is not None and verb.upos in ("VERB", "AUX") and verb.xpos != "VBG" and max(main.cue) < at


def doubled(sentence: Sentence, sayings: list[Saying], lexicon: Lexicon) -> list[Saying]:
    """Reads "..., an officer said, the agency reported.": who stands last tells of all that stands before him."""
    last = next((t for t in reversed(sentence.tokens) if t.upos != "PUNCT"), None)
    ends = [t for t in sentence.tokens if t.upos == "VERB" and t.lemma in lexicon.cues and t is last]
    if not ends or not (subjects := sentence.children(ends[0].index, "nsubj")):
        return sayings
    verb = ends[0]
    begin = min(sentence.subtree(subjects[0].index))
    before = begin - 2  # the word in front of the comma
    if begin < 2 or sentence.tokens[begin - 1].text != "," or not begin < verb.index:
        return sayings
    inner = next((s for s in sayings if min(s.content) < s.cue[-1] and _ends_at(sentence, s.cue[-1], before)), None)
    out = [s for s in sayings if verb.index not in s.cue]
    if inner is None:
        inner = _clause_before(sentence, before, lexicon)
        out = [*(s for s in out if inner is None or s.cue != inner.cue), *([inner] if inner else [])]
    if inner is None or inner.source is None or inner not in out:
        return sayings
    out[out.index(inner)] = replace(inner, content=frozenset(i for i in inner.content if i < begin - 1))
    content = frozenset(range(min(inner.content), begin - 1))
    told = Saying(
        sentence.index, (verb.index,), subjects[0].index, content, lexicon.cues[verb.lemma][0].commitment, act=False
    )
    return sorted([*out, told], key=lambda s: s.cue)


def _ends_at(sentence: Sentence, cue: int, end: int) -> bool:
    """Whether a clause of saying ends at a word: its verb, or whom it is told to ("told the station")."""
    return cue <= end and not any(t.upos in ("VERB", "AUX", "PUNCT") for t in sentence.tokens[cue + 1 : end + 1])


def _clause_before(sentence: Sentence, end: int, lexicon: Lexicon) -> Saying | None:
    """The saying of a clause ", a source said" that ends at a word, where the tree hangs what is said elsewhere."""
    verb = next((t for t in reversed(sentence.tokens[: end + 1]) if t.upos == "VERB"), None)
    cues = [c for c in lexicon.cues.get(verb.lemma, ()) if c.pos == "VERB"] if verb else []
    subjects = sentence.children(verb.index, "nsubj") if verb and cues else []
    if verb is None or not subjects or not _ends_at(sentence, verb.index, end):
        return None
    first = min(sentence.subtree(subjects[-1].index))
    if not 1 < first < verb.index or sentence.tokens[first - 1].text != "," or subjects[-1].index > verb.index:
        return None
    content = frozenset(range(first - 1))
    return Saying(sentence.index, (verb.index,), subjects[-1].index, content, cues[0].commitment, act=False)


def cited(sentence: Sentence, sayings: list[Saying]) -> list[Saying]:
    """Whom a speaker cites says what the speaker says, the words of citing left out."""
    out = _without_carriers(sentence, sayings)
    for number, saying in enumerate(out):
        if saying.through is None or saying.source is None:
            continue
        mine = {*saying.cue, *sentence.subtree(saying.source)}
        for at, host in enumerate(out):
            if saying.through in host.cue and host is not saying and (content := host.content - mine):
                out[at] = replace(host, content=content)
                out[number] = replace(saying, content=content)
    return out


def _without_carriers(sentence: Sentence, sayings: Sequence[Saying]) -> list[Saying]:
    """Sayings without the words "quoted by the radio" in what is said, where the radio tells of the very saying."""
    out = list(sayings)
    for outer in sayings:
        cue = sentence.tokens[outer.cue[0]]
        behind = sentence.tokens[cue.index + 1].lemma if cue.index + 1 < len(sentence.tokens) else ""
        if not cue.xpos.startswith("VB") or behind != "by":
            continue
        for at, inner in enumerate(out):
            kept = inner.content - set(sentence.subtree(cue.index))
            if set(inner.cue) <= outer.content and cue.index in inner.content and kept:
                out[at] = replace(inner, content=kept)
    return out


def credited_at_end(sentence: Sentence, sayings: list[Saying]) -> list[Saying]:
    """Reads "A monk claims they were seen, according to the site": who is credited at the end tells of the monk too.

    A clause without a speaker of its own before it keeps the credit ("said that, according to the site, they fled").
    """
    last = max((t.index for t in sentence.tokens if t.upos != "PUNCT"), default=-1)
    for number, credit in enumerate(sayings):
        first = sentence.tokens[credit.cue[0]]
        if credit.source is None or first.text.lower() != "according" or sentence.tokens[first.index - 1].text != ",":
            continue
        mine = frozenset({*credit.cue, *sentence.subtree(credit.source)})
        if max(mine) != last:
            continue
        for at, main in enumerate(sayings):
            verb = sentence.tokens[main.cue[0]]
            if (
                verb.head >= 0
                or main.source is None
                or main.about
                or not mine & main.content
                or verb.index > first.index
            ):
                continue
            if main.source > verb.index or min(sentence.subtree(main.source)) > 0:
                continue
            out = list(sayings)
            out[at] = replace(main, content=main.content - mine - {first.index - 1})
            out[number] = replace(credit, content=frozenset(range(first.index - 1)))
            return out
    return sayings
