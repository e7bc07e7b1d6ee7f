"""What an answer to a citizen must contain (K6.4, K6.8)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.rules.missing import Missing


@dataclass(frozen=True, slots=True)
class Letter:
    """An answer by its parts. `objection` says how to object, `ombudsman` who comes after that.

    An `interim` one states what was found so far, what happens next, and on which day.
    """

    findings: str
    objection: str
    ombudsman: str
    interim: bool = False
    next_step: str = ""
    next_step_on: date | None = None


@dataclass(frozen=True, slots=True)
class AnswerTexts:
    """What the office adds to what its officers write, in one language; names in braces are filled.

    `basis` has {clauses}, `next_step` {step} and {day}, `new_day` {number}, {reason} and {day}, `question` {number} and
    {question}, `about` {office}: the subject of a letter that answers to none. `blocks` are the text blocks the office
    starts with, by title; `somebody` and `some_service` stand in them for a name and a service that nobody gave.
    """

    basis: str
    objection: str
    ombudsman: str
    next_step: str
    new_day: str
    question: str
    about: str
    day_in_words: Callable[[date], str]
    blocks: tuple[tuple[str, str], ...] = ()
    somebody: str = "Pelapor"
    some_service: str = "layanan ini"
    objection_on_paper: str = ""

    def on_paper(self) -> "AnswerTexts":
        """The same for a letter on paper, to which nobody can reply with a click."""
        return replace(self, objection=self.objection_on_paper or self.objection)


def in_words(letter: Letter, clauses: Sequence[str], texts: AnswerTexts) -> str:
    """The whole answer as the citizen reads it, paragraph by paragraph."""
    step = ""
    if letter.interim and letter.next_step_on:
        step = texts.next_step.format(step=letter.next_step.strip(), day=texts.day_in_words(letter.next_step_on))
    basis = texts.basis.format(clauses="; ".join(clauses)) if clauses else ""
    paragraphs = (letter.findings, basis, step, letter.objection, letter.ombudsman)
    return "\n\n".join(paragraph.strip() for paragraph in paragraphs if paragraph.strip())


def missing_in(letter: Letter, *, written_on: date) -> tuple[Missing, ...]:
    """The parts this answer still lacks."""
    parts = {
        "letter.findings": bool(letter.findings.strip()),
        "letter.objection": bool(letter.objection.strip()),
        "letter.ombudsman": bool(letter.ombudsman.strip()),
        "letter.next_step": not letter.interim or bool(letter.next_step.strip()),
        "letter.next_step_on": not letter.interim or _lies_ahead(letter.next_step_on, written_on),
    }
    return tuple(Missing("answer-and-result", "K6.8", part) for part, there in parts.items() if not there)


def _lies_ahead(day: date | None, written_on: date) -> bool:
    return day is not None and day >= written_on
