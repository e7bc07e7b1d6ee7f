"""What STATUS says: how far a case truly is, what comes next, and the last day for it."""

from datetime import date

from bots.talk import Say
from core.rules.case_state import CaseState
from core.rules.report import Report
from core.store.cases import Case, Progress

CODE = Say("code_note")
OVERDUE = Say("status_overdue")


def status(
    case: Case,
    progress: Progress,
    report: Report,
    *,
    due_on: date | None,
    today: date,
    next_step_on: date | None = None,
) -> tuple[Say, ...]:
    """The sentence for the state, with an apology where the last day has passed."""
    match CaseState(case.state):
        case CaseState.INCOMPLETE:
            say = Say("status_incomplete", {"lacks": "name" if report.has_object else "matter"})
        case CaseState.OPEN if progress.answered_at and progress.next_step_on:
            say = Say("status_interim", {"answered": progress.answered_at, "next_on": progress.next_step_on})
        case CaseState.OPEN:
            say = _open(case, progress)
        case CaseState.ANSWERED if sent := progress.sent_at:
            say = Say("status_answered", {"sent": sent})
        case CaseState.ANSWERED:
            say = Say("status_answer_on_its_way", {"answered": progress.answered_at or case.received_at})
        case CaseState.CLOSED:
            say = Say("status_closed", {"closed": progress.closed_at or case.received_at})
        case CaseState.FORWARDED:
            say = Say("status_forwarded", {"to": progress.forwarded_to})
        case CaseState.WITHDRAWN:
            return (Say("status_withdrawn"),)
    last = progress.next_step_on or due_on
    late = case.state in (CaseState.OPEN, CaseState.INCOMPLETE) and last is not None and last < today
    return (say, OVERDUE) if late else (say,)


def _open(case: Case, progress: Progress) -> Say:
    """Who has it in hand, honestly: a case just recorded is with nobody yet."""
    if progress.held_since is None:
        return Say(f"status_waiting_{case.legal_kind}")
    return Say(f"status_taken_{case.legal_kind}", {"since": progress.held_since})
