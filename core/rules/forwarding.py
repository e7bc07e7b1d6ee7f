"""A matter that may be another office's: what an officer decides, and what that brings about (K6.1, K6.7b)."""

from datetime import date
from enum import StrEnum

from core.rules.calendar import Calendar
from core.rules.deadlines import Deadline, deadline
from core.rules.follow_up import Category
from core.rules.missing import Missing
from core.rules.standard import Numbers


class Choice(StrEnum):
    """The officer's answer to the proposal to forward."""

    OURS = "ours"
    WITH_AGENCY = "with_agency"
    FORWARDED = "forwarded"


class Part(StrEnum):
    """What of a case can be handed to another office. Attachments may show anything, so they count as personal."""

    MATTER = "matter"
    IDENTITY = "identity"
    CONTACT = "contact"
    ATTACHMENTS = "attachments"


def missing_for_choice(choice: Choice, *, other_office: str = "") -> tuple[Missing, ...]:
    """Whoever is to take part or take over must be named."""
    if choice is Choice.OURS or other_office.strip():
        return ()
    return (Missing("not-our-matter", "K6.1", "forwarding.other_office"),)


def category_after(choice: Choice) -> Category | None:
    """Ours with another agency is K6.7b already; otherwise the examination will show."""
    return Category.WITH_AGENCY if choice is Choice.WITH_AGENCY else None


def answer_clock_runs(choice: Choice | None) -> bool:
    """The fourteen days run until an officer has confirmed the forwarding; None means nobody has decided."""
    return choice is not Choice.FORWARDED


def tell_citizen_by(confirmed_on: date, numbers: Numbers, calendar: Calendar) -> Deadline:
    """The last day to tell the citizen where the matter went."""
    return deadline(confirmed_on, numbers.forward_days, calendar)


def parts_to_pass_on(*, consent: bool) -> frozenset[Part]:
    """Only the matter itself, unless the citizen agreed to more."""
    return frozenset(Part) if consent else frozenset({Part.MATTER})


def missing_before_forwarding_ends(*, citizen_told: bool, receiver_confirmed: bool) -> tuple[Missing, ...]:
    """A forwarded case stays on the list until the citizen knows and the receiver has confirmed."""
    done = {"forwarding.citizen_told": citizen_told, "forwarding.receiver_confirmed": receiver_confirmed}
    return tuple(Missing("not-our-matter", "K6.1", what) for what, there in done.items() if not there)
