"""The competency questions: what each asks, with which parameters, and how rows are made of its answer."""

from graphsvc.questions.question import Column, Parameter, Question
from graphsvc.questions.reading import question_named, questions
from graphsvc.questions.rows import Cell, Row, rows_of
from graphsvc.questions.values import Given, read_values

__all__ = [
    "Cell",
    "Column",
    "Given",
    "Parameter",
    "Question",
    "Row",
    "question_named",
    "questions",
    "read_values",
    "rows_of",
]
