"""How far a case has come, from the first word to the lawful close (K6.4, K6.8)."""

from enum import StrEnum


class CaseState(StrEnum):
    """INCOMPLETE while the citizen is being asked; the clocks run all the same."""

    INCOMPLETE = "incomplete"
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    FORWARDED = "forwarded"
    WITHDRAWN = "withdrawn"
