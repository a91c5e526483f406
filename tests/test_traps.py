"""The eighteen traps that the acceptance report sets, each by its name: in the report, and in a sentence of our own.

The own sentences test the rule and not the text; they are invented, and so is everybody in them.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

import marsad
from marsad.records import Control, Event, Forecast, Reading, Statement

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "acceptance"
accepted = pytest.mark.skipif(not FOLDER.is_dir(), reason="the folder ../shared/acceptance is not beside this checkout")


def of(text: str) -> Reading:
    return marsad.read(f"{text}\n", published="2025-02-05")


@cache
def a00() -> Reading:
    rows = map(
        json.loads, filter(str.strip, (FOLDER / "dev" / "reports.jsonl").read_text(encoding="utf-8").split("\n"))
    )
    row = next(row for row in rows if row["id"] == "a00")
    return marsad.read(row["text"], published=row["published"])


def events_in(reading: Reading, words: str) -> list[Event]:
    start = reading.report.text.index(words)
    return [e for e in reading.events if start <= e.trigger.start < start + len(words)]


def forecasts_in(reading: Reading, words: str) -> list[Forecast]:
    start = reading.report.text.index(words)
    return [f for f in reading.forecasts if f.wording.start < start + len(words) and start < f.wording.end]


def control_in(reading: Reading, words: str) -> list[Control]:
    start = reading.report.text.index(words)
    return [c for c in reading.control if c.evidence.start < start + len(words) and start < c.evidence.end]


def said_in(reading: Reading, words: str) -> list[Statement]:
    start = reading.report.text.index(words)
    return [s for s in reading.statements if any(c.start <= start < c.end for c in s.content)]


def speakers(reading: Reading, words: str) -> set[str | None]:
    return {s.sources[0].name for s in said_in(reading, words)}


def told_as_done(events: list[Event]) -> list[Event]:
    return [e for e in events if e.status not in ("forecast", "hypothetical", "denied")]


def names_of_places(reading: Reading, words: str) -> set[str]:
    return {spot.name for event in events_in(reading, words) for spot in event.places}


def together(reading: Reading, *words: str) -> bool:
    """Whether acts told at several places are one incident."""
    ids = [{e.id for e in events_in(reading, one)} for one in words]
    members = [{event for _, event in incident.members} for incident in marsad.incidents([reading])]
    return any(all(one & group for one in ids) for group in members)


class TestTrap01FiveMentionsOfOneOffensive:
    @accepted
    @pytest.mark.shared
    def test_report(self) -> None:
        assert together(a00(), "launched an assault", "supporting the offensive", "current assault")

    def test_own(self) -> None:
        text = (
            "The army launched an offensive on the town of Saraqib on Monday. Rebel fighters fled the offensive. The "
            "Air Force supported the offensive on Saraqib with air strikes."
        )
        assert together(of(text), "launched an offensive on", "fled the offensive", "supported the offensive on")


class TestTrap02TheLandmarkCity:
    @accepted
    @pytest.mark.shared
    def test_report(self) -> None:
        spots = [s for e in a00().events for s in e.places if "Deir" in s.name]
        assert all(s.relation == "near" for s in spots)
        assert not any(e.places[0].name.startswith("Deir") for e in a00().events if e.places)

    def test_own(self) -> None:
        (event,) = events_in(of("Rebels shelled villages near the city of Homs on Monday."), "shelled")
        (spot,) = event.places
        assert (spot.relation, spot.precision) == ("near", "near")


class TestTrap03OneNameOfTwoForces:
    @accepted
    @pytest.mark.shared
    def test_report(self) -> None:
        (event,) = events_in(a00(), "attack both Iraqi and Syrian forces")
        assert "Syrian Democratic Forces" not in {t.name for t in event.targets}
        sdf = next(a for a in a00().actors if a.id == "syrian-democratic-forces")
        start = a00().report.text.index("Syrian forces manage to retake")
        assert any(m.start <= start < m.end for m in sdf.mentions)

    def test_own(self) -> None:
        reading = of(
            "U.S.-backed Syrian forces besieged the town of Hajin on Monday. In the north, Islamic State attacked "
            "both Iraqi and Syrian forces."
        )
        (attack,) = events_in(reading, "attacked both")
        assert "syrian-armed-forces" in {t.actor for t in attack.targets}
        (siege,) = events_in(reading, "besieged")
        assert "syrian-armed-forces" not in {a.actor for a in siege.actors}


class TestTrap04FightersEngagedAreNotDead:
    @accepted
    @pytest.mark.shared
    def test_report(self) -> None:
        (battle,) = events_in(a00(), "intense clashes")
        assert all(c.what == "participants" for c in battle.counts)
        (surrender,) = events_in(a00(), "have surrendered")
        assert {c.what for c in surrender.counts} == {"surrendered"}
        assert not any("fighters" in a.name for a in surrender.actors)

    def test_own(self) -> None:
        reading = of("The army is fighting hundreds of rebels near Homs. Forty men and 60 women surrendered to it.")
        assert all(c.what == "participants" for e in events_in(reading, "fighting") for c in e.counts)
        (surrender,) = events_in(reading, "surrendered")
        assert {(c.what, c.best) for c in surrender.counts} == {("surrendered", 40), ("surrendered", 60)}
        assert not any(a.actor == "rebels" for a in surrender.actors)


class TestTrap05ThePurposeClause:
    @accepted
    @pytest.mark.shared
    def test_report(self) -> None:
        assert events_in(a00(), "to repel and inflict heavy casualties") == []

    def test_own(self) -> None:
        reading = of("The rebels use mines to slow the army and inflict heavy losses on its soldiers.")
        assert told_as_done(list(reading.events)) == []


class TestTrap06WhatMayComeIsNoFact:
    WORDS = (
        "is likely to fall", "downfall of Islamic State", "spell the end", "sleeper cell organization with hit-and-run",
        "Such attacks would likely occur", "retake the group", "continue this support", "turn the Kurds into",
    )  # fmt: skip

    @accepted
    @pytest.mark.shared
    @pytest.mark.parametrize("words", WORDS)
    def test_report(self, words: str) -> None:
        assert told_as_done(events_in(a00(), words)) == []

    @pytest.mark.parametrize(
        "text",
        [
            "The town of Saraqib is likely to fall within weeks.",
            "Such attacks would probably occur in Homs even if the army retook the town.",
            "It is unclear for how long the army will shell the camp.",
            "The rebels will simply go back to ambushing convoys, analysts said.",
        ],
    )
    def test_own(self, text: str) -> None:
        assert told_as_done(list(of(text).events)) == []


class TestTrap07AnOpenQuotationRunsOn:
    @accepted
    @pytest.mark.shared
    def test_report(self) -> None:
        assert speakers(a00(), "Many of its leaders") == speakers(a00(), "The Americans seem") == {"Owen Holdaway"}

    def test_own(self) -> None:
        reading = of(
            "“The hospital was hit twice,” said Lena Mostov, a nurse in Tarsk. “We moved the wounded at night.\n\n"
            "“The second shell fell on the school,” she added."
        )
        assert speakers(reading, "We moved the wounded") == speakers(reading, "The second shell") == {"Lena Mostov"}


class TestTrap08BracketsInAQuotation:
    @accepted
    @pytest.mark.shared
    def test_report(self) -> None:
        contents = [c.exact for s in a00().statements for c in s.content]
        assert contents
        assert not any("[" in exact for exact in contents)

    def test_own(self) -> None:
        reading = of("“It [the town of Tarsk, besieged since May] will not fall,” Lena Mostov, a nurse, said.")
        assert not any("Tarsk" in c.exact for s in reading.statements for c in s.content)


class TestTrap09ScareQuotesAreNoSpeech:
    @accepted
    @pytest.mark.shared
    def test_report(self) -> None:
        assert speakers(a00(), "which is controlled by the") == {"Syrian Observatory for Human Rights"}

    def test_own(self) -> None:
        reading = of("“Ten men of the ‘People’s Guard’ fled to Homs on Sunday,” the Tarsk Observatory wrote.")
        assert [s.sources[0].name for s in reading.statements] == ["Tarsk Observatory"]


class TestTrap10AgreementHasTwoSources:
    @accepted
    @pytest.mark.shared
    def test_report(self) -> None:
        assert speakers(a00(), "unlikely to disappear") == {"Ofra Bengio", "Owen Holdaway"}

    def test_own(self) -> None:
        reading = of("General Adem agreed with Lena Mostov that the rebels had shelled the school on Sunday.")
        assert speakers(reading, "had shelled the school") == {"Adem", "Lena Mostov"}


class TestTrap11ASecondHandDeclaration:
    @accepted
    @pytest.mark.shared
    def test_report(self) -> None:
        (event,) = events_in(a00(), "had declared victory")
        assert ([a.name for a in event.actors], [s.name for s in event.sources]) == (
            ["Haider al-Abadi"],
            ["Ofra Bengio"],
        )

    def test_own(self) -> None:
        reading = of("Lena Mostov noted that President Idris Hama had declared victory over the rebels in May.")
        (event,) = events_in(reading, "had declared victory")
        assert ([a.name for a in event.actors], [s.name for s in event.sources]) == (["Idris Hama"], ["Lena Mostov"])


class TestTrap12ShouldProbablyIsNoDuty:
    @accepted
    @pytest.mark.shared
    def test_report(self) -> None:
        (forecast,) = forecasts_in(a00(), "should probably")
        assert (forecast.wording.exact, forecast.probability is not None) == ("should probably", True)

    def test_own(self) -> None:
        (forecast,) = forecasts_in(of("The town should probably fall by spring, the general said."), "should probably")
        assert forecast.wording.exact == "should probably"
        assert forecast.probability is not None
        assert forecast.probability.median > 0.5
        assert forecasts_in(of("The army should protect the camp, the envoy said."), "should protect") == []


class TestTrap13PolarityFlipsFirst:
    @accepted
    @pytest.mark.shared
    @pytest.mark.parametrize("words", ["will not spell", "probably won’t", "do not think", "will likely not"])
    def test_report(self, words: str) -> None:
        (forecast,) = forecasts_in(a00(), words)
        assert forecast.probability is not None
        assert (forecast.polarity, forecast.probability.median > 0.5) == ("negative", True)

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("The raid will not bring the end of the militia.", "will not"),
            ("The truce probably won’t hold, the envoy said.", "probably won’t"),
            ("I do not think the rebels will leave the town, the mayor said.", "do not think"),
        ],
    )
    def test_own(self, text: str, words: str) -> None:
        (forecast,) = forecasts_in(of(text), words)
        assert forecast.probability is not None
        assert (forecast.polarity, forecast.probability.median > 0.5) == ("negative", True)


class TestTrap14TheIdleNotOfAQuestion:
    @accepted
    @pytest.mark.shared
    def test_report(self) -> None:
        (forecast,) = forecasts_in(a00(), "the big question mark")
        assert forecast.probability is None
        assert forecasts_in(a00(), "will not turn") == []

    def test_own(self) -> None:
        reading = of("“The big question is if the allies will not sell the rebels to their enemies,” Lena Mostov said.")
        assert all(f.probability is None for f in reading.forecasts)
        assert not any(e.status == "denied" for e in reading.events)


class TestTrap15ASentenceWithoutACue:
    @accepted
    @pytest.mark.shared
    def test_report(self) -> None:
        (forecast,) = forecasts_in(a00(), "would likely occur")
        assert forecast.sources == ()
        assert said_in(a00(), "Such attacks would likely occur") == []

    def test_own(self) -> None:
        reading = of("Rebels bombed a bridge on Monday, Lena Mostov said. Such raids would likely go on in May.")
        assert said_in(reading, "Such raids") == []
        assert all(f.sources == () for f in forecasts_in(reading, "would likely"))


class TestTrap16SeatsOfInstitutionsAreNoPlacesOfActs:
    @accepted
    @pytest.mark.shared
    def test_report(self) -> None:
        names = {spot.name for event in a00().events for spot in event.places}
        assert not any(word in name for name in names for word in ("Tel Aviv", "Britain", "Kingdom", "Kurdistan"))

    def test_own(self) -> None:
        reading = of(
            "Rebels shelled the town of Saraqib on Monday, said Lena Mostov of Leeds University. The Britain-based "
            "Tarsk Observatory said that five people were killed."
        )
        names = {spot.name for event in reading.events for spot in event.places}
        assert names == {"Saraqib"}


class TestTrap17LabelsAreWhoseTheyAre:
    @accepted
    @pytest.mark.shared
    def test_report(self) -> None:
        group = next(a for a in a00().actors if a.id == "islamic-state")
        assert {"Daesh", "extremist group", "terrorist group"} <= set(group.aliases_in_text)
        assert not any("terrorist" in a.name or "extremist" in a.name for a in a00().actors)
        assert speakers(a00(), "Daesh") == {"Ofra Bengio"}

    def test_own(self) -> None:
        reading = of(
            "Islamic State bombed a mosque in Mosul on Monday. The terrorist group killed nine people. “Daesh will "
            "be beaten,” Lena Mostov said."
        )
        (group,) = (a for a in reading.actors if a.kind == "armed-group")
        assert (group.name, "Daesh" in group.aliases_in_text) == ("Islamic State", True)
        assert speakers(reading, "Daesh will") == {"Lena Mostov"}
        assert said_in(reading, "The terrorist group") == []


class TestTrap18RivalClaimsOfControlStay:
    @accepted
    @pytest.mark.shared
    def test_report(self) -> None:
        assert control_in(a00(), "final Islamic State stronghold")
        assert control_in(a00(), "still control areas")

    def test_own(self) -> None:
        reading = of(
            "The rebels lost Saraqib, their last stronghold in the province, on Monday. “The rebels still control "
            "Saraqib,” said Lena Mostov, a nurse."
        )
        told = {(c.relation, tuple(s.name for s in c.sources)) for c in reading.control}
        assert any(relation == "lost" and sources == () for relation, sources in told)
        assert ("holds", ("Lena Mostov",)) in told
