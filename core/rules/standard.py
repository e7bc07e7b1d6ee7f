"""A service standard as the office published it: fourteen components, their clauses, their numbers (K1 to K14)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


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
    """What the office may change by changing its standard. Days are working days unless the name says otherwise.

    `warn_days` is how long before a promised day its delay must be explained, `failed_tries` how many tries to reach
    the citizen must have failed before a case may close without (K6.8). `typing_days` is how soon a complaint on paper
    is typed in without a word why it took longer, `box_days` how long a complaint box may stay unopened.
    """

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
    warn_days: int = 2
    failed_tries: int = 2
    typing_days: int = 3
    box_days: int = 5


class Moment(StrEnum):
    """What happens to a case and starts or stops a clock."""

    RECEIVED = "received"
    ASKED = "asked"
    COMPLETED = "completed"
    TRIAGED = "triaged"
    FORWARDED = "forwarded"
    CITIZEN_TOLD = "citizen_told"
    ANSWERED = "answered"


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
        for component in self.components.values():
            for clause in component.clauses:
                if clause.id == clause_id:
                    return clause
        raise KeyError(f"the standard has no clause {clause_id}")
