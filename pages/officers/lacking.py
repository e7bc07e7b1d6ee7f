"""Where on the case page each missing thing is typed: its sentence belongs to its field, for eyes and for ears."""

from collections.abc import Iterable

from markupsafe import Markup

from core.rules.missing import Missing

FIELDS = {
    "review.core_problem.text": "core_problem.text",
    "review.linked_clause.clause": "linked_clause.regulation",
    "review.earlier_documents.text": "earlier_documents.text",
    "review.plan.text": "plan.text",
    "review.carried_out.party": "carried_out.party",
    "review.carried_out.on": "carried_out.on",
    "review.carried_out.text": "carried_out.text",
    "follow_up.agency": "agency",
    "follow_up.regulation": "regulation",
    "follow_up.approval_or_regulation": "regulation",
    "follow_up.written_report": "report.text",
    "approval.because": "approval.because",
    "letter.findings": "answer.findings",
    "letter.next_step": "answer.next_step",
    "letter.next_step_on": "answer.next_step_on",
    "ask.question": "ask.question",
    "new_day.reason": "new_day.reason",
    "new_day.later": "new_day.day",
    "handover.received_by": "handover.received_by",
    "forwarding.other_office": "other-office",
    "forwarding.words": "forward-words",
    "forwarding.confirmation": "confirmation",
    "legal_kind.reason": "kind-reason",
    "legal_kind.other": "kind-to",
    "recording.reporter": "identity-name",
    "identity.reason": "read-reason",
    "complained_about.officer": "accused",
    "note.text": "note",
    "matters.text": "matters-text",
    "matters.other": "matters-other",
}
"""By what is missing: the id of its field."""


class Lacking:
    """What templates ask of each field: `<textarea id="note"{{ lacks("note") }}>`."""

    def __init__(self, missing: Iterable[Missing]) -> None:
        self._fields = {FIELDS[gap.what] for gap in missing if gap.what in FIELDS}

    def __call__(self, field: str) -> Markup:
        """Marks the field as wrong, and ties it to its sentence in the list of what is missing."""
        if field not in self._fields:
            return Markup("")
        return Markup(' aria-invalid="true" aria-describedby="kurang-{}"').format(field)
