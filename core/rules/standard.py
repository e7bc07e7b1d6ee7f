"""A service standard as the office published it: fourteen components, their clauses, their numbers."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """A point of a standard that can be quoted: "K6.5b" is component 6, point 5, letter b."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Component:
    """One of the fourteen parts of a service standard, whole, with its points as clauses."""

    number: int
    id: str
    title: str
    text: str
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the office may change by changing its standard. Days are working days unless the name says otherwise."""

    filing_calendar_days: int = 30
    answer_days: int = 14
    silence_days: int = 3
    information_days: int = 5
    courtesy_days: int = 14
    forward_days: int = 3
    late_completion_days: int = 14
    mail_bounce_calendar_days: int = 2
    reminder_hours: int = 4
    service_days: int | None = None
    surveys_per_year: int = 4


@dataclass(frozen=True, slots=True)
class Standard:
    """One service's standard. `version` is the hash of the file it was read from."""

    id: str
    service: str
    names: tuple[str, ...]
    sector: str
    components: Mapping[int, Component]
    numbers: Numbers
    version: str

    def clause(self, clause_id: str) -> Clause:
        """The clause to be quoted. Raises KeyError when this standard has no such point."""
        number = int(clause_id[1:].split(".")[0])
        return next((c for c in self.components[number].clauses if c.id == clause_id), None) or _missing(clause_id)


def _missing(clause_id: str) -> Clause:
    raise KeyError(f"the standard has no clause {clause_id}")
