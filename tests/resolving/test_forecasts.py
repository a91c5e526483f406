"""Forecasts end to end, with the shipped model: sentences of our own, and what each of them foretells how surely."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import marsad
from marsad.knowledge import load_probabilities
from marsad.reading import ToldForecast
from marsad.records import Forecast, Span, Statement
from marsad.resolving._forecasts import resolve_forecasts, with_statements

PUBLISHED = "2024-05-10"  # a Friday


def foretold(text: str, published: str | None = PUBLISHED) -> tuple[Forecast, ...]:
    return marsad.read(f"{text}\n", published=published).forecasts


def only(text: str) -> Forecast:
    (forecast,) = foretold(text)
    return forecast


def median(forecast: Forecast) -> float:
    assert forecast.probability is not None
    return forecast.probability.median


@pytest.mark.parametrize(
    ("text", "wording", "polarity", "number"),
    [
        ("The old fort is likely to fall.", "is likely to", "positive", 0.7),
        ("The brotherhood will most certainly live on.", "will most certainly", "positive", 0.97),
        ("The siege will probably fail.", "will probably", "positive", 0.7),
        ("The army may storm the port.", "may", "positive", 0.4),
        ("The army is set to leave Kidal.", "is set to", "positive", 0.8),
        ("The convoy is to leave Kidal on Sunday.", "is to", "positive", 0.8),
        ("A truce is not likely before June.", "is not likely", "negative", 0.8),
        ("A truce is out of the question.", "is out of the question", "negative", 0.97),
        ("Nobody expects a truce.", "expects", "negative", 0.8),
        ("There is little chance of a truce.", "little chance", "negative", 0.9),
        ("The war could go either way.", "could", "positive", 0.4),
    ],
)
def test_the_words_set_the_number(text: str, wording: str, polarity: str, number: float) -> None:
    forecast = only(text)
    assert wording in forecast.wording.exact
    assert forecast.polarity == polarity
    assert median(forecast) == pytest.approx(number)


@pytest.mark.parametrize(
    "text",
    [
        "The convoy could not be reached.",
        "The hospital could be seen from the ridge.",
        "The spokesman would not comment.",
        "The village would rather wait.",
        "The aim is to win the war.",
        "The government should release the prisoners.",
        "Taking the bridge would be a heavy blow to the rebels.",
        "The fall of the port would mark a victory.",
        "The borders were closed on Monday.",
    ],
)
def test_no_forecast(text: str) -> None:
    assert foretold(text) == ()


def test_an_attack_that_cannot_be_ruled_out_is_vague() -> None:
    forecast = only("An attack on the port cannot be ruled out.")
    assert forecast.vague
    assert forecast.polarity == "positive"
    assert forecast.proposition == "An attack on the port comes about"


def test_the_weakest_of_stacked_words_sets_the_number() -> None:
    assert median(only("Analysts believe the town will fall.")) == 0.75
    assert median(only("The town will likely fall, analysts believe.")) == 0.7


def test_a_chance_in_figures_goes_before_the_table() -> None:
    probability = only("There is a 60 per cent chance that the town will fall.").probability
    assert probability is not None
    assert (probability.low, probability.median, probability.high, probability.scale) == (0.6, 0.6, 0.6, "stated")


@pytest.mark.parametrize(
    ("text", "proposition"),
    [
        ("The old fort is likely to fall.", "The old fort falls"),
        ("The rebels will not leave the town.", "The rebels do not leave the town"),
        ("The town will be shelled again.", "The town is shelled again"),
        ("The truce is expected to hold.", "The truce holds"),
        ("The offensive will take the hill, but will not end the war.", "The offensive does not end the war"),
    ],
)
def test_the_proposition_is_in_plain_words(text: str, proposition: str) -> None:
    assert proposition in [f.proposition for f in foretold(text)]


@pytest.mark.parametrize(
    ("text", "date", "basis"),
    [
        ("The battle should be over by Sunday.", "2024-05-12", "stated"),
        ("The army is to leave Kidal within two weeks.", "2024-05-24", "stated"),
        ("Talks will resume soon.", "2025-05-10", "vague"),
        ("Talks will resume in the coming days.", "2024-05-24", "vague"),
        ("Talks will resume.", "2025-05-10", "default"),
    ],
)
def test_until_when_it_can_be_judged(text: str, date: str, basis: str) -> None:
    horizon = only(text).horizon
    assert horizon is not None
    assert (horizon.date, horizon.basis) == (date, basis)


def test_an_estimate_of_what_is_can_be_judged_today() -> None:
    forecast = only("The leaders of the group are believed to be hiding in the hills.")
    assert forecast.horizon is not None
    assert forecast.horizon.date == PUBLISHED
    assert median(forecast) == 0.75


def test_without_a_date_of_publication_the_horizon_is_open() -> None:
    (forecast,) = foretold("Talks will resume soon.", published=None)
    assert forecast.made_on is None
    assert forecast.horizon is not None
    assert forecast.horizon.date is None


def test_who_expects_makes_the_forecast() -> None:
    forecast = only("Diplomats expect the war to go on.")
    assert [s.name for s in forecast.sources] == ["diplomats"]


# ---------------------------------------------------------------- traps of the reading of the acceptance report


def test_trap_should_is_a_guess_and_no_duty() -> None:
    forecast = only("The supply road is cut, so the garrison should probably give up, the mediator said.")
    assert forecast.wording.exact == "should probably"
    assert median(forecast) == 0.7
    assert foretold("The government should withdraw the decree, the mediator said.") == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The defeat will not spell the end of the brotherhood.", 0.95),
        ("The defeat probably won't be the end of the brotherhood.", 0.75),
        ("I do not think that this is the end of the brotherhood, the mediator said.", 0.8),
    ],
)
def test_trap_polarity_flips_before_the_number_is_looked_up(text: str, number: float) -> None:
    forecast = only(text)
    assert forecast.polarity == "negative"
    assert median(forecast) == pytest.approx(number)


def test_trap_a_question_with_an_idle_not_is_no_denial() -> None:
    text = "The big question mark is for how long the donors will pay and if they will not drop the rebels."
    forecast = only(text)
    assert forecast.probability is None
    assert forecast.horizon is None
    assert forecast.polarity == "positive"
    assert forecast.wording.exact == "The big question mark"


def test_trap_a_sentence_without_a_cue_is_the_outlets_own() -> None:
    text = (
        "“The brotherhood has not been beaten,” Idris Bello, a teacher, said, noting that its raids in Baga go on.\n\n"
        "Raids like these would likely go on even if the army takes the last airfield."
    )
    forecast = foretold(text)[-1]
    assert forecast.wording.exact == "would likely"
    assert forecast.sources == ()
    assert forecast.condition == "even if the army takes the last airfield"


def test_trap_two_who_agree_make_a_forecast_each() -> None:
    one, other = foretold("The minister agreed with Kessler that the brotherhood is unlikely to vanish soon.")
    assert [one.sources[0].name, other.sources[0].name] == ["minister", "Kessler"]
    assert one.proposition == other.proposition == "the brotherhood does not vanish soon"
    assert one.evidence == other.evidence
    assert one.id != other.id


# ---------------------------------------------------------------- statements


def told_forecast(wording: Span) -> ToldForecast:
    will = next(w for w in load_probabilities().wordings["will"] if w.words == ("will",))
    return ToldForecast(
        wording, wording, None, "It", "holds", False, (will,), None, None, None, None, False, ()
    )  # fmt: skip


def statement(ident: str, *content: Span) -> Statement:
    return Statement(ident, (), None, content, "direct", (), ())


@given(st.integers(0, 30), st.integers(1, 10), st.integers(0, 30), st.integers(1, 10))
def test_a_forecast_is_tied_to_the_shortest_statement_around_it(at: int, width: int, start: int, length: int) -> None:
    words = Span(at, at + width, "x" * width)
    short, whole = Span(start, start + length, "x" * length), Span(0, 60, "x" * 60)
    made = resolve_forecasts(
        [told_forecast(words)], published=None, source=lambda _: pytest.fail("nobody is credited"), who=lambda _: ()
    )
    tied, statements = with_statements(made, [statement("s1", whole), statement("s2", short)])
    expected = "s2" if short.contains(words) else "s1"
    assert [f.statement for f in tied] == [expected]
    assert {s.id: s.forecasts for s in statements}[expected] == ("f1",)
    assert [replace(f, statement=None) for f in tied] == list(made)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The army will probably leave within six months.", "2024-11-10"),
        ("The army will probably leave within 9999999 years.", None),
        ("The town will probably fall in 99999999999999 days.", "9999-12-31"),
    ],
)
def test_a_horizon_is_kept_within_the_calendar(text: str, date: str | None) -> None:
    horizon = only(text).horizon
    assert horizon is not None
    assert (horizon.date, horizon.basis) == (date, "stated")


def test_a_chance_in_figures_may_be_told_from_the_top() -> None:
    probability = only("There is a 60 to 40 per cent chance that the truce will hold.").probability
    assert probability is not None
    assert (probability.low, probability.median, probability.high) == (0.4, 0.5, 0.6)


def test_a_sign_that_looks_like_a_digit_is_no_figure() -> None:
    assert all(
        f.probability is None or f.probability.scale != "stated"
        for f in foretold("There is one chance in ² of a truce.")
    )


# ---------------------------------------------------------------- figures put on a chance, horizons within the month


@pytest.mark.parametrize(
    ("text", "number", "foretold_of_it"),
    [
        ("Levi puts the chance that the port falls before the end of June at 30 percent.", 0.3, "falls before"),
        ("Levi puts the probability of a truce at one in four.", 0.25, "comes about"),
        ("Levi sees an even chance that the siege lasts into July.", 0.5, "lasts into July"),
        ("A truce before the end of June is about as likely as not.", 0.5, "comes about"),
    ],
)
def test_a_chance_that_somebody_puts_in_figures(text: str, number: float, foretold_of_it: str) -> None:
    forecast = only(text)
    assert median(forecast) == pytest.approx(number)
    assert foretold_of_it in forecast.proposition
    assert "percent" not in forecast.proposition


@pytest.mark.parametrize(
    "text",
    [
        "His deputy is less sure.",
        "The army opened the bridge so that families could leave.",
        "Levi puts the dead at 30.",
    ],
)
def test_a_doubt_a_purpose_and_a_count_foretell_nothing(text: str) -> None:
    assert foretold(text) == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Another raid is likely before the end of May.", "2024-05-31"),
        ("Rains will probably come in May.", "2024-05-31"),
        ("The raids will probably go on through the spring.", "2024-05-31"),
        ("The raids will probably go on until March.", "2025-03-31"),
        ("“It will be over within a month,” the mayor said.", "2024-06-10"),
        ("A raid before the end of the year is unlikely.", "2024-12-31"),
    ],
)
def test_a_month_or_season_that_is_running_is_not_that_of_next_year(text: str, day: str) -> None:
    horizon = only(text).horizon
    assert horizon is not None
    assert (horizon.date, horizon.basis) == (day, "stated")


def test_a_pronoun_that_puts_a_figure_on_it_is_whom_the_text_means() -> None:
    text = (
        "“The fort will not fall soon,” says Rivka Levi of the Tavor Institute. Daniel Arbel, who follows the war for "
        "the Lakeside Forum, disagrees. He puts the chance that it falls before the end of June at 70 percent."
    )
    assert [f.sources[0].name for f in foretold(text)] == ["Rivka Levi", "Daniel Arbel"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She put the chances of a ceasefire this year at less than one in ten.", (0.0, 0.05, 0.1)),
        ("He put the odds of a ground invasion this month at fifty-fifty.", (0.5, 0.5, 0.5)),
        ("He put the odds of war at better than 60 per cent.", (0.6, 0.8, 1.0)),
        ("There is at least a 30 per cent chance that the town will fall.", (0.3, 0.65, 1.0)),
    ],
)
def test_a_bound_and_an_even_chance_in_figures(text: str, expected: tuple[float, float, float]) -> None:
    told = only(text)
    assert told.probability is not None
    assert (told.probability.low, told.probability.median, told.probability.high) == expected
    assert " at " not in told.proposition


@pytest.mark.parametrize(
    ("text", "proposition"),
    [
        ("Analysts expect the truce to hold.", "the truce holds"),
        ("The general expects to take the town.", "The general takes the town"),
    ],
)
def test_what_is_expected_of_others_is_about_them(text: str, proposition: str) -> None:
    assert only(text).proposition == proposition
