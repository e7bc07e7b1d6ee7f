"""What an answer to a citizen must contain (K6.4, K6.8)."""

from dataclasses import dataclass
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
