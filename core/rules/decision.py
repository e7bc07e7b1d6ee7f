"""What a report is in law: complaint, suggestion or information request (K6.1, K6.2, K6.3, K6.5b)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from core.rules.grouping import Kind, Tags
from core.rules.report import Identity, Receipt, Report
from core.rules.standard import Standard


class LegalKind(StrEnum):
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    INFORMATION = "information"


class Force(StrEnum):
    """SHALL decides by itself; MAY is a proposal that an officer confirms or refuses."""

    SHALL = "shall"
    MAY = "may"


class Reason(StrEnum):
    COMPLETE = "complete"
    STILL_ASKING = "still_asking"
    UNREAD = "unread"
    NAME_UNCONFIRMED = "name_unconfirmed"
    NO_REPORTER = "no_reporter"
    NO_OBJECT = "no_object"
    PROPOSES = "proposes"
    ASKS = "asks"
    FILED_LATE = "filed_late"
    NOT_OUR_MATTER = "not_our_matter"


@dataclass(frozen=True, slots=True)
class Decision:
    """One application of one clause. `facts` are what it rests on, in words that can be shown to the citizen."""

    rule: str
    clause: str
    force: Force
    legal_kind: LegalKind
    because: Reason
    facts: Mapping[str, str] = field(default_factory=dict)


def decide(report: Report, tags: Tags, *, patience_over: bool, received_on: date, standard: Standard) -> list[Decision]:
    """All that the standard says of this report: the binding decision first, then proposals for an officer.

    `patience_over` is true when the questions were asked and the silence days have passed, or the citizen has
    said that nothing more will come. `received_on` is the office's day of receipt.
    """
    binding = legal_kind_of(report, tags, patience_over=patience_over)
    proposals = [not_our_matter(tags), filed_late(report, received_on, standard)]
    if binding.legal_kind is not LegalKind.COMPLAINT:
        return [binding]
    return [binding, *(p for p in proposals if p is not None)]


def legal_kind_of(report: Report, tags: Tags, *, patience_over: bool) -> Decision:
    """Shall: without identity or object it is a suggestion, once asking has ended (K6.5b)."""
    raise NotImplementedError


def filed_late(report: Report, filed_on: date, standard: Standard) -> Decision | None:
    """May: filed more than 30 calendar days after the service was received (K6.2, K6.3)."""
    raise NotImplementedError


def not_our_matter(tags: Tags) -> Decision | None:
    """May: the matter is not this office's service (K6.1)."""
    raise NotImplementedError


_ = (timedelta, Identity, Receipt, Kind)
