"""What a report is in law: complaint, suggestion or information request (K6.1, K6.2, K6.3, K6.4, K6.5b)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from core.rules.deadlines import Promise, deadline_in_calendar_days
from core.rules.grouping import Kind, Sector, Tags
from core.rules.missing import Missing
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


class Lane(StrEnum):
    """Where a case waits at the desk. FORWARD asks an officer whether the matter is ours."""

    QUEUE = "queue"
    SUGGESTIONS = "suggestions"
    INFORMATION = "information"
    FORWARD = "forward"


@dataclass(frozen=True, slots=True)
class Decision:
    """One application of one clause. `facts` are what it rests on, in words that can be shown to the citizen."""

    rule: str
    clause: str
    force: Force
    legal_kind: LegalKind
    because: Reason
    facts: Mapping[str, str] = field(default_factory=dict)


NO_COMPLAINT = {
    Kind.QUESTION: (LegalKind.INFORMATION, Reason.ASKS),
    Kind.SUGGESTION: (LegalKind.SUGGESTION, Reason.PROPOSES),
}
LANES = {
    LegalKind.COMPLAINT: Lane.QUEUE,
    LegalKind.SUGGESTION: Lane.SUGGESTIONS,
    LegalKind.INFORMATION: Lane.INFORMATION,
}
KINDS_IN_WORDS = {Kind.QUESTION: "pertanyaan", Kind.SUGGESTION: "saran"}
IDENTITY_IN_WORDS = {
    Identity.NAMED: "ada",
    Identity.CONFIDENTIAL: "ada, dirahasiakan",
    Identity.OFFERED: "nama profil, belum dipastikan",
    Identity.UNKNOWN: "tidak ada",
    Identity.REFUSED: "tidak disebutkan",
}


def makes_case(tags: Tags) -> bool:
    """Thanks, greetings and the like are kept as messages; everything else, and whatever is unsure, gets a number."""
    return "kind" in tags.unsure or tags.kind not in (Kind.THANKS, Kind.OTHER)


def decide(
    report: Report,
    tags: Tags,
    *,
    patience_over: bool,
    received_on: date,
    standard: Standard,
    sector: Sector | None = None,
) -> list[Decision]:
    """All that the standard says of this report: the binding decision first, then proposals for an officer.

    `patience_over` is true when the questions were asked and the silence days have passed, or the citizen has
    said that nothing more will come. `received_on` is the office's day of receipt, `sector` the one the tags name.
    """
    binding = _with_receipt(legal_kind_of(report, tags, patience_over=patience_over), received_on)
    if binding.legal_kind is not LegalKind.COMPLAINT:
        return [binding]
    proposals = (
        left_to_officer(binding),
        not_our_matter(tags, sector, service=report.service),
        filed_late(report, report.sent_on or received_on, standard),
    )
    return [binding, *(proposal for proposal in proposals if proposal is not None)]


def legal_kind_of(report: Report, tags: Tags, *, patience_over: bool) -> Decision:
    """Shall: without identity or object it is a suggestion, once asking has ended (K6.5b).

    A question or a proposal is no complaint in the sense of K6.1. What kind it is must be sure for that: a doubt never
    costs a complaint its clock.
    """
    if "kind" not in tags.unsure and tags.kind in NO_COMPLAINT:
        kind, because = NO_COMPLAINT[tags.kind]
        return Decision("not-a-complaint", "K6.1", Force.SHALL, kind, because, _heard(tags))
    because, facts = standing(report, patience_over=patience_over), _recorded(report)
    if because in (Reason.NO_REPORTER, Reason.NO_OBJECT):
        return Decision("identity-or-object-missing", "K6.5b", Force.SHALL, LegalKind.SUGGESTION, because, facts)
    return Decision("answer-due", "K6.4", Force.SHALL, LegalKind.COMPLAINT, because, facts)


def standing(report: Report, *, patience_over: bool) -> Reason:
    """How the report stands before K6.5b. What nobody has read or confirmed is not missing: an officer looks.

    Someone who refuses a name has ended the asking: nothing that could still come would complete the report.
    """
    if report.is_complete:
        return Reason.COMPLETE
    if not patience_over and report.identity is not Identity.REFUSED:
        return Reason.STILL_ASKING
    if report.unread:
        return Reason.UNREAD
    if report.identity in (Identity.UNKNOWN, Identity.REFUSED):
        return Reason.NO_REPORTER
    return Reason.NAME_UNCONFIRMED if report.has_object else Reason.NO_OBJECT


def left_to_officer(binding: Decision) -> Decision | None:
    """May: an unconfirmed name, or something unread, stays a complaint until an officer finds K6.5b fulfilled."""
    if binding.because not in (Reason.UNREAD, Reason.NAME_UNCONFIRMED):
        return None
    return Decision(
        "identity-or-object-missing", "K6.5b", Force.MAY, LegalKind.SUGGESTION, binding.because, binding.facts
    )


def filed_late(report: Report, filed_on: date, standard: Standard) -> Decision | None:
    """May: filed more than 30 calendar days after the service was received (K6.2, K6.3).

    Where the service was never received, or nobody said when, the window has not begun. A letter counts as filed on the
    day of its postmark; only the answer's days run from its receipt (K6.4).
    """
    window = standard.numbers.filing_calendar_days
    if report.receipt is not Receipt.RECEIVED or report.received_on is None:
        return None
    days = (filed_on - report.received_on).days
    if days <= window:
        return None
    facts = {
        "layanan_diterima": report.received_on.isoformat(),
        "batas": deadline_in_calendar_days(report.received_on, window).due.isoformat(),
        "dikirim" if report.sent_on else "diterima": filed_on.isoformat(),
        "hari": str(days),
    }
    return Decision("filed-late", "K6.3", Force.MAY, LegalKind.SUGGESTION, Reason.FILED_LATE, facts)


def not_our_matter(tags: Tags, sector: Sector | None = None, *, service: str = "") -> Decision | None:
    """May: the matter is not this office's service (K6.1). Who names a service of ours has come to the right door."""
    to = sector.belongs_to(tags.components) if sector and not service else ""
    if not sector or not to:
        return None
    facts = {"bidang": sector.title, "komponen": ", ".join(tags.components) or "tidak ada", "teruskan_ke": to}
    return Decision("not-our-matter", "K6.1", Force.MAY, LegalKind.COMPLAINT, Reason.NOT_OUR_MATTER, facts)


def completed_late(received_on: date, completed_on: date, promise: Promise) -> Decision:
    """Shall: a suggestion whose missing part has come is a complaint, from its first receipt on (K6.4, K6.5b)."""
    facts = {"diterima": received_on, "lengkap": completed_on, "batas": promise.due_on, "janji": promise.promised_on}
    in_words = {name: str(day) for name, day in facts.items()}
    return Decision("completed-late", "K6.4", Force.SHALL, LegalKind.COMPLAINT, Reason.COMPLETE, in_words)


def missing_for_verdict(proposal: Decision, *, agreed: bool, reason: str) -> tuple[Missing, ...]:
    """An officer may keep a late complaint as a complaint, and says why (K6.3)."""
    if agreed or proposal.rule != "filed-late" or reason.strip():
        return ()
    return (Missing("filed-late", "K6.3", "filed_late.reason"),)


def lane(decisions: Sequence[Decision]) -> Lane:
    """Where the case waits: by its open proposal to forward it, else by its legal kind."""
    if any(decision.because is Reason.NOT_OUR_MATTER for decision in decisions):
        return Lane.FORWARD
    return LANES[decisions[0].legal_kind]


def _recorded(report: Report) -> dict[str, str]:
    """What K6.5a asks for, as found. The name itself stays out: facts are shown and kept."""
    facts = {"identitas": IDENTITY_IN_WORDS[report.identity], "objek": "ada" if report.has_object else "tidak ada"}
    return facts | {"lampiran": "belum dibaca petugas"} if report.unread else facts


def _heard(tags: Tags) -> dict[str, str]:
    facts = {"jenis": KINDS_IN_WORDS[tags.kind]}
    return facts | {"petunjuk": ", ".join(tags.evidence)} if tags.evidence else facts


def _with_receipt(decision: Decision, received_on: date) -> Decision:
    return replace(decision, facts={"diterima": received_on.isoformat(), **decision.facts})
