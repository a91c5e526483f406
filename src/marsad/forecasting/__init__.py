"""What was foretold, and what came of it: questions over all reports of a ledger, outcomes, scores.

Which forecasts share a question is a rule over what the reports say; how a question came out is only ever a person's
word. Nothing is stored but people's judgements: the rest follows from the readings at any time.
"""

from marsad.forecasting._questions import QuestionFilter, find_question, is_from, questions
from marsad.forecasting._records import Foretelling, Named, Question, QuestionState, Resolution, Standing
from marsad.forecasting._resolve import resolve
from marsad.forecasting._scores import Brier, Score, ScoreOf, scores
from marsad.forecasting._suggestions import Suggestion, suggestions

__all__ = [
    "Brier",
    "Foretelling",
    "Named",
    "Question",
    "QuestionFilter",
    "QuestionState",
    "Resolution",
    "Score",
    "ScoreOf",
    "Standing",
    "Suggestion",
    "find_question",
    "is_from",
    "questions",
    "resolve",
    "scores",
    "suggestions",
]
