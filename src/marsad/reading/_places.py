"""Names of places in a sentence, with the words that say how they are meant."""

from __future__ import annotations

import re

from marsad.knowledge import load_countries
from marsad.knowledge._place_words import load_place_words
from marsad.language import Document, Entity, Sentence
from marsad.reading._mentions import PlaceMention
from marsad.reading._phrases import named_head
from marsad.reading._place_parts import PartSpan, part_spans
from marsad.records import PlaceRelation

FEATURES = frozenset(
    "village town city district province governorate state region county area pocket valley river lake sea desert "
    "island mountain hill camp airport base airfield border crossing bridge road highway neighbourhood neighborhood "
    "suburb quarter oblast department municipality township commune prefecture canton enclave strip peninsula gulf "
    "strait capital port hamlet settlement outskirts dam refinery prison square market basin forest plateau coast "
    "subdistrict division zone territory raion parish sector axis front countryside".split()
)
_INSTITUTIONS = frozenset("center centre university institute college ministry agency council court foundation".split())
_NEAR = frozenset(
    {
        "near",
        "outside",
        "around",
        "toward",
        "towards",
        "beside",
        "close",
        "off",
        "along",
        "between",
        "east",
        "west",
        "north",
        "south",
    }
)
_ON_WAY = re.compile(  # "on the road from Hasakeh to Shadadi" goes nowhere: it is near where the road leads
    r"\b(?:road|highway|motorway|railway)\b(?:\s+(?!that\b|which\b)[\w'’-]+){0,4}\s+to\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BY = re.compile(  # "close to Bankass", "not far from Koro", "a short drive from Gao"
    r"\b(?:close|next|adjacent|nearby)\s+to\s+(?:the\s+)?(?:(?:city|town|village|capital)\s+of\s+)?$"
    r"|\b(?:far|short\s+(?:distance|drive|walk)|minutes)\s+(?:away\s+)?from\s+(?:the\s+)?"
    r"(?:(?:city|town|village|capital)\s+of\s+)?$",
    re.IGNORECASE,
)
_FROM, _TO = frozenset({"from"}), frozenset({"to", "into", "onto"})
_BEARINGS = {
    "north": "n", "northeast": "ne", "north-east": "ne", "east": "e", "southeast": "se", "south-east": "se",
    "south": "s", "southwest": "sw", "south-west": "sw", "west": "w", "northwest": "nw", "north-west": "nw",
}  # fmt: skip
_UNITS = {"km": 1.0, "kilometre": 1.0, "kilometer": 1.0, "mile": 1.609}
_OFFSET = re.compile(
    r"(?:(\d+(?:[.,]\d+)?|a dozen|two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty|forty|fifty)"
    r"[\s-]?(km|kilomet(?:re|er)|mile)s?\s+)?"
    r"(?:\([^)]{1,20}\)\s*)?(?:to the )?"
    r"\b((?:north|south)[\s-]?(?:east|west)|north|south|east|west)(?:ern part)?\s+of\s+"
    r"(?:the\s+)?(?:(?:city|town|village|capital|provincial capital)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"(\d+(?:[.,]\d+)?)[\s-]?(km|kilomet(?:re|er)|mile)s?\s+(?:away\s+)?(?:from|outside|off)\s+(?:the\s+)?"
    r"(?:(?:city|town|village|capital)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b((?:north|south|east|west|central|(?:north|south)[\s-]?(?:east|west))(?:ern)?|upper|lower|rural|"
    r"(?:(?:north|south|east|west)(?:ern)?\s+)?(?:countryside|suburbs|outskirts|bank|banks|side|part|parts|edge|areas?)\s+of)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"^\s+(pocket|valley|countryside|suburbs|outskirts|enclave|basin|border|front|axis|belt|area)\b", re.IGNORECASE
)
_BORDERS = frozenset({"border", "frontier"})
_BORDER = re.compile(r"(?:border with|border of|borders? with)\s+$", re.IGNORECASE)
_CURRENCIES = frozenset({"US", "CA", "AU", "NZ", "HK", "U.S."})
QUARTERS = frozenset({"district", "neighbourhood", "neighborhood", "quarter", "suburb", "subdistrict"})
_CONTAINING = frozenset({",", "in", "(", "of"})
_BETWEEN = _CONTAINING | frozenset(
    "the area district neighbourhood neighborhood quarter suburb subdistrict province state region governorate "
    "central north south east west northern southern eastern western".split()
)
_NUMBER_WORDS = {
    "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "eight": 8.0, "ten": 10.0, "a dozen": 12.0,
    "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0,
}  # fmt: skip


def place_mentions(document: Document, sentence: Sentence) -> list[tuple[int, PlaceMention]]:
    """(head word, mention) of every place name in a sentence, in text order; adjectives of nationality are none."""
    parts = part_spans(sentence)
    out = [(part.head, _part_mention(document, sentence, part)) for part in parts]
    for entity in sentence.entities:
        if entity.label != "LOC" or _is_none(sentence, entity):
            continue
        if any(entity.first < part.part_last and part.part_first < entity.last for part in parts):
            continue  # "eastern desert" of "Syria's eastern desert"
        head = named_head(sentence, entity.first, entity.last)
        out.append((head, _mention(document, sentence, entity, head)))
    out += [
        (t.index + 1, _border(document, sentence, t.index)) for t in sentence.tokens if _is_border(sentence, t.index)
    ]
    return sorted(out, key=lambda found: found[1].span)


def _is_border(sentence: Sentence, at: int) -> bool:
    """Whether a nationality and the word behind it name a border ("the Chadian border") that is no name yet."""
    tokens = sentence.tokens
    if at + 1 >= len(tokens) or tokens[at + 1].lemma.lower() not in _BORDERS:
        return False
    entity = sentence.entity_at(at + 1)
    named = entity is not None and entity.label == "LOC"
    return not named and load_countries().by_demonym(tokens[at].text) is not None


def _border(document: Document, sentence: Sentence, at: int) -> PlaceMention:
    return PlaceMention(
        span=document.span(sentence, at, at + 2), relation=relation_of(sentence, at + 1), feature="border"
    )


def _part_mention(document: Document, sentence: Sentence, part: PartSpan) -> PlaceMention:
    return PlaceMention(
        span=document.span(sentence, part.first, part.last),
        relation=relation_of(sentence, part.head),
        part=document.span(sentence, part.part_first, part.part_last).exact,
        whole=document.span(sentence, part.whole_first, part.whole_last).exact,
    )


def _is_none(sentence: Sentence, entity: Entity) -> bool:
    """Whether a name is labelled a place and is none: a nationality, an institution, a currency ("US$5")."""
    words = sentence.tokens[entity.first : entity.last]
    name = " ".join(t.text for t in words)
    countries = load_countries()
    if countries.by_demonym(name) and (words[-1].upos == "ADJ" or countries.by_name(name) is None):
        return True
    if len(words) > 1 and words[-1].lemma.lower() in _INSTITUTIONS:
        return True
    known = load_place_words()
    if all(t.text.lower() in known.parts or (t.text in known.features and t.text.islower()) for t in words):
        return True  # "West", "the border": no name
    beside = {t.text for t in sentence.tokens[max(0, entity.first - 1) : entity.last + 1]}
    return words[0].text in _CURRENCIES and "$" in beside


def _mention(document: Document, sentence: Sentence, entity: Entity, head: int) -> PlaceMention:
    span = document.span(sentence, entity.first, entity.last)
    before = document.text[max(sentence.start, span.start - 90) : span.start]
    after = document.text[span.end : min(sentence.end, span.end + 30)]
    distance, bearing = _offset(before)
    part = _PART.search(before)
    part_after = _PART_AFTER.match(after)
    feature = _feature(sentence, entity, head)
    words = part or part_after
    relation: PlaceRelation = relation_of(sentence, head)
    if (
        _BORDER.search(before)
        or _ON_WAY.search(before)
        or _BY.search(before)
        or (part_after and part_after[1].lower() == "border")
    ):
        relation = "near"
    return PlaceMention(
        span=span,
        relation="near" if distance is not None or bearing is not None else relation,
        feature=feature,
        within=_within(document, sentence, entity),
        distance_km=distance,
        bearing=bearing,
        part=words[1] if words and bearing is None else None,
    )


def _offset(before: str) -> tuple[float | None, str | None]:
    found = _OFFSET.search(before)
    if found:
        bearing = _BEARINGS.get(re.sub(r"[\s-]", "", found[3].lower()))
        return _kilometres(found[1], found[2]), bearing
    found = _AWAY.search(before)
    return (_kilometres(found[1], found[2]), None) if found else (None, None)


def _kilometres(number: str | None, unit: str | None) -> float | None:
    if number is None or unit is None:
        return None
    value = _NUMBER_WORDS.get(number.lower()) or float(number.replace(",", "."))
    return round(value * _UNITS[unit.lower()], 1)


def relation_of(sentence: Sentence, head: int) -> PlaceRelation:
    """How a place is meant: by the preposition of its word or of the noun that this hangs on ("near the town of X")."""
    at = head
    for _ in range(3):
        cases = [c.text.lower() for c in sentence.children(at, "case")]
        prepositions = [c for c in cases if c not in ("of", "'s", "’s")]
        token = sentence.tokens[at]
        if prepositions:
            first = prepositions[0]
            return "near" if first in _NEAR else "from" if first in _FROM else "to" if first in _TO else "in"
        if token.head < 0 or token.relation.partition(":")[0] not in ("nmod", "appos", "compound", "flat", "conj"):
            break
        at = token.head
    return "in"


def _feature(sentence: Sentence, entity: Entity, head: int) -> str | None:
    """The noun that says what a place is: "the village of X", "X province", "the X district"."""
    if entity.last < len(sentence.tokens) and sentence.tokens[entity.last].lemma.lower() in FEATURES:
        return sentence.tokens[entity.last].lemma.lower()
    last = sentence.tokens[entity.last - 1]
    if last.lemma.lower() in FEATURES and entity.last - entity.first > 1:
        return last.lemma.lower()
    token = sentence.tokens[head]
    if token.head >= 0:
        governor = sentence.tokens[token.head]
        named = sentence.entity_at(governor.index)
        # "Kan." is no city for standing behind Kansas City, nor Tripoli a district in "the Sirraj district of Tripoli"
        named_itself = any(e.last == governor.index for e in sentence.entities if e is not entity and e.label == "LOC")
        quarter = named_itself and governor.lemma.lower() in QUARTERS
        inside = (named is not None and named is not entity) or quarter
        if (
            not inside
            and governor.lemma.lower() in FEATURES
            and token.relation.partition(":")[0]
            in (
                "nmod",
                "appos",
                "compound",
                "flat",
            )
        ):
            cases = {c.lemma for c in sentence.children(head, "case")}
            of_country = governor.lemma == "capital" and load_countries().by_name(token.text) is not None
            if (not cases or "of" in cases) and not of_country:
                return governor.lemma.lower()
    if entity.first > 0 and sentence.tokens[entity.first - 1].lemma.lower() in FEATURES:
        return sentence.tokens[entity.first - 1].lemma.lower()
    return None


def _within(document: Document, sentence: Sentence, entity: Entity) -> tuple[str, ...]:
    """Places named right behind: "Damboa, Borno State", "Kareto in Nigeria", "al-Susah (Syria)"."""
    out: list[str] = []
    last = entity.last
    enumerated = True
    for other in sentence.entities:
        if other.label != "LOC" or other.first < last:
            continue
        between = {t.text.lower() for t in sentence.tokens[last : other.first]}
        if other.first - last > 4 or not between <= _BETWEEN or not between & _CONTAINING:
            break
        enumerated &= between == {","}
        out.append(document.span(sentence, other.first, other.last).exact)
        last = other.last
    # "Sake, Minova, Masisi and Goma" is a list; "Sake, North Kivu and Bunia" may be none.
    listed = enumerated and len(out) > 1 and _goes_on(sentence, last)
    return () if listed else tuple(out)


def _goes_on(sentence: Sentence, last: int) -> bool:
    """Whether "and X" or "or X" follows, with or without a comma."""
    rest = [t.text.lower() for t in sentence.tokens[last : last + 3]]
    rest = rest[1:] if rest[:1] == [","] else rest
    return len(rest) > 1 and rest[0] in ("and", "or", "&")
