"""What a speaker is called besides the name: role and affiliation, from the mention and its appositions."""

from __future__ import annotations

import re

from marsad.knowledge import load_actors
from marsad.reading import ActorMention
from marsad.records import Actor
from marsad.resolving._actors import ActorIndex

_OFFICE = re.compile(
    r"\b((?:deputy |vice |chief |senior |former |acting |foreign |defen[cs]e |prime |interior )*"
    r"(?:spokes(?:man|woman|person)|head|director|chief|minister|president|commander|general|colonel|professor|"
    r"journalist|analyst|researcher|official|officer|governor|mayor|envoy|ambassador|secretary|leader|activist|witness|"
    r"resident|chairman|chairwoman|coordinator|expert|fellow|lawyer|doctor|correspondent|reporter|member))\b",
    re.IGNORECASE,
)


def role_of(mention: ActorMention, text: str, actor: Actor | None, index: ActorIndex) -> tuple[str | None, str | None]:
    """(role, affiliation) as the report gives them; null where it does not."""
    role = affiliation = None
    spans = [*mention.apposed, mention.span]
    for span in spans:
        found = _OFFICE.search(text[span.start : span.end])
        if found and (actor is None or found[1] != actor.name):
            role = text[span.start : span.end].strip(" ,") if span in mention.apposed else found[1]
            break
    for span in spans:
        words = re.findall(r"[\w.'’-]+", text[span.start : span.end])
        hit = load_actors().longest(words)
        if hit and (actor is None or hit[2].id != actor.id):
            affiliation = hit[2].name
            break
    if affiliation is None and actor is not None:
        held = [
            r
            for r in index.relations
            if r.subject == actor.id and r.predicate in ("spokesperson_of", "member_of", "role")
        ]
        if held:
            affiliation = index.by_id[held[0].object].name
    return role, affiliation
