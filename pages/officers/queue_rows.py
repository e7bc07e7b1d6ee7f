"""A case as its row in the queue says it: what presses, what to do next, and what only a person can settle."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Receipt, ReceiptState
from core.rules.calendar import office_day
from core.rules.case_state import CaseState
from core.rules.closing import new_day_owed
from core.rules.decision import LegalKind
from core.rules.follow_up import Category
from core.rules.receipts import PROOF_ON, Proof, is_proof
from core.rules.review import Step, missing_before_answer
from core.store import presences, queue_rows
from core.store.queue_rows import Delivered, Waiting
from pages.officers.clocks import ClockWords, clock_words
from pages.officers.desk import Desk, SignedIn
from pages.officers.queue_filters import STATES

AXES = {"kind": "jenis", "sector": "sektor", "components": "komponen"}
PROPOSALS = {
    "not_our_matter": "bukan urusan kita?",
    "filed_late": "lewat 30 hari?",
    "name_unconfirmed": "nama belum pasti",
    "unread": "lampiran belum dilihat",
}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A case as its row says it. `decide`: questions only a person can settle; `present`: who looks at it now."""

    case: Waiting
    clock: ClockWords | None
    about: str
    channel: str
    step: str
    decide: tuple[str, ...]
    state: str
    present: tuple[str, ...]


async def rows_of(
    db: AsyncConnection, desk: Desk, who: SignedIn, cases: Sequence[Waiting], now: datetime
) -> list[QueueRow]:
    """These cases as rows."""
    unproven = await _unproven(db, cases, now, desk)
    present = await presences.elsewhere(db, who.viewer, now)
    return [
        _row(case, desk, office_day(now), unproven=case.id in unproven, present=tuple(present.get(case.number, ())))
        for case in cases
    ]


async def _unproven(db: AsyncConnection, cases: Sequence[Waiting], now: datetime, desk: Desk) -> set[int]:
    """Answered cases of this page whose answer is not known to have reached the citizen (K6.8)."""
    answered = [row.id for row in cases if row.state == CaseState.ANSWERED]
    if not answered:
        return set()
    return {case for case, sent in (await queue_rows.deliveries(db, answered)).items() if not _arrived(sent, now, desk)}


def _arrived(sent: Delivered, now: datetime, desk: Desk) -> bool:
    if sent.opened:
        return True
    receipts = [Receipt("", ReceiptState(state), at) for state, at in sent.receipts]
    days = desk.law().standard.numbers.mail_bounce_calendar_days
    proof = PROOF_ON.get(sent.channel, Proof.SIGNATURE)
    return is_proof(proof, receipts, now, bounce_days=days, replied=sent.replied, signed=sent.signed)


def _row(case: Waiting, desk: Desk, today: date, *, unproven: bool, present: tuple[str, ...]) -> QueueRow:
    components = ", ".join(desk.names.components.get(name, name) for name in case.components)
    sector = desk.names.sectors.get(case.sector, case.sector)
    return QueueRow(
        case,
        clock_words(case.due_on, today, desk.law().calendar) if case.due_on else None,
        " · ".join(part for part in (sector, components) if part),
        desk.names.channels.get(case.channel, case.channel),
        next_step(case),
        tuple(_to_decide(case, unproven=unproven, new_day=_owes_new_day(case, desk, today))),
        STATES[CaseState(case.state)],
        present,
    )


def next_step(case: Waiting) -> str:
    """The one thing to do next, by the rules that later ask for it."""
    if case.state in (CaseState.CLOSED, CaseState.WITHDRAWN):
        return ""
    if case.state == CaseState.ANSWERED:
        return "tutup" if case.legal_kind is LegalKind.COMPLAINT else ""
    if case.state == CaseState.FORWARDED:
        return "kabari warga"
    if case.unsure or case.proposals:
        return "telaah"
    if case.state == CaseState.INCOMPLETE:
        return "tunggu warga"
    category = Category(case.category) if case.category else None
    steps = [Step(step) for step in case.steps if step in set(Step)]
    missing = missing_before_answer(steps, legal_kind=case.legal_kind, unsure=case.unsure, category=category)
    return "periksa" if missing else "jawab"


def _owes_new_day(case: Waiting, desk: Desk, today: date) -> bool:
    """Whether the citizen must now hear why it takes longer, before a promise is broken (K6.4)."""
    law = desk.law()
    if case.promised_on is None or case.state not in (CaseState.OPEN, CaseState.INCOMPLETE):
        return False
    warn = law.standard.numbers.warn_days
    return new_day_owed(today, case.promised_on, law.calendar, answered=False, warn_days=warn)


def _to_decide(case: Waiting, *, unproven: bool, new_day: bool) -> Iterable[str]:
    if new_day:
        yield "kabari hari baru"
    if case.unsure:
        yield "belum yakin: " + ", ".join(AXES.get(axis, axis) for axis in case.unsure)
    yield from (PROPOSALS.get(proposal, proposal) for proposal in case.proposals)
    if unproven:
        yield "belum ada bukti sampai"
