"""Whose matter a case is: ours, ours with an agency, or forwarded; and telling the citizen where (K6.1, K6.7b)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import case_file, clocks, follow_up
from core.procedures.case_file import CaseFile
from core.procedures.not_ready import NotReady
from core.procedures.tell import tell
from core.procedures.tokens import Tokens
from core.procedures.triage import give_verdict
from core.rules import clocks as rules
from core.rules.calendar import office_day
from core.rules.case_state import CaseState
from core.rules.decision import Reason
from core.rules.forwarding import Choice, answer_clock_runs, category_after, missing_before_forwarding_ends
from core.rules.forwarding import missing_for_choice as missing_office
from core.rules.law import Law
from core.rules.missing import Missing
from core.store import forwardings, proposals
from core.store.forwardings import Forwarding
from core.store.new_rows import NewRows
from core.store.viewers import Viewer

ABOUT = "Laporan Anda diteruskan"
TOLD = "citizen_told"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an officer decided. `words` tell the citizen where the matter goes; `consent` lets personal data go too."""

    choice: Choice
    other_office: str = ""
    consent: bool = False
    reason: str = ""
    words: str = ""


async def decide_whose(
    db: AsyncConnection,
    viewer: Viewer,
    number: str,
    version: int,
    verdict: Verdict,
    *,
    law: Law,
    tokens: Tokens,
    now: datetime,
) -> None:
    """One transaction for the word on the proposal, the clocks, and what the citizen hears. Raises NotReady."""
    file = await case_file.take(db, viewer, number, version, now=now)
    missing = _missing(verdict)
    if file.closed or missing:
        raise NotReady((*file.closed, *missing))
    rows = NewRows()
    file = await _answer_proposals(db, rows, file, verdict)
    forwarded = not answer_clock_runs(verdict.choice)
    told = await _forward(db, rows, file, verdict, law, tokens) if forwarded else False
    rows.add(
        "forwardings",
        case_id=file.case.id,
        choice=verdict.choice,
        other_office=verdict.other_office.strip(),
        consent=verdict.consent and verdict.choice is not Choice.OURS,
        author=viewer.author,
        at=now,
        citizen_told_at=now if told else None,
    )
    said = {"choice": verdict.choice, "to": verdict.other_office.strip(), "clause": "K6.1"}
    changed = {"state": CaseState.FORWARDED} if forwarded else {}
    file = case_file.note(rows, file, "whose_decided", said, **changed)
    await rows.save(db)
    if category := category_after(verdict.choice):
        await follow_up.choose_category(
            db, viewer, number, file.settling.version, category, agency=verdict.other_office, now=now
        )  # fmt: skip


async def told_by_hand(db: AsyncConnection, viewer: Viewer, number: str, version: int, *, now: datetime) -> None:
    """The citizen was told by hand (a call, a letter): no message of ours could carry it."""
    file, forwarding = await _forwarded(db, viewer, number, version, now)
    rows = NewRows()
    if forwarding.citizen_told_at is None:
        rows.change("forwardings", forwarding.id, citizen_told_at=now)
        await clocks.end_all(db, rows, file.case, TOLD, now=now)
    confirmed = forwarding.receiver_confirmed_at is not None
    _end_if_done(rows, file, "forwarding_told", {}, told=True, confirmed=confirmed)
    await rows.save(db)


async def confirm(
    db: AsyncConnection, viewer: Viewer, number: str, version: int, confirmation: str, *, now: datetime
) -> None:
    """The other office says that it has the matter; with the citizen told, the case is done here."""
    file, forwarding = await _forwarded(db, viewer, number, version, now)
    if not confirmation.strip():
        raise NotReady((Missing("not-our-matter", "K6.1", "forwarding.confirmation"),))
    rows = NewRows()
    rows.change("forwardings", forwarding.id, receiver_confirmed_at=now, confirmation=confirmation.strip())
    told = forwarding.citizen_told_at is not None
    _end_if_done(rows, file, "forwarding_confirmed", {}, told=told, confirmed=True)
    await rows.save(db)


async def _forwarded(
    db: AsyncConnection, viewer: Viewer, number: str, version: int, now: datetime
) -> tuple[CaseFile, Forwarding]:
    file = await case_file.take(db, viewer, number, version, now=now)
    forwarding = await forwardings.newest_of(db, file.case.id)
    if file.case.state != CaseState.FORWARDED or forwarding is None:
        raise NotReady((Missing("not-our-matter", "K6.1", "forwarding.forwarded"),))
    return file, forwarding


def _end_if_done(
    rows: NewRows, file: CaseFile, kind: str, payload: dict[str, str], *, told: bool, confirmed: bool
) -> None:
    missing = missing_before_forwarding_ends(citizen_told=told, receiver_confirmed=confirmed)
    changed = {} if missing else {"state": CaseState.CLOSED, "closed_at": file.now}
    case_file.note(rows, file, kind, payload, **changed)


async def _answer_proposals(db: AsyncConnection, rows: NewRows, file: CaseFile, verdict: Verdict) -> CaseFile:
    agreed = verdict.choice is Choice.FORWARDED
    for proposal in await proposals.open_on(db, file.case.id):
        if proposal.because == Reason.NOT_OUR_MATTER:
            file = give_verdict(rows, file, proposal, agreed=agreed, reason=verdict.reason)
    return file


async def _forward(
    db: AsyncConnection, rows: NewRows, file: CaseFile, verdict: Verdict, law: Law, tokens: Tokens
) -> bool:
    """The fourteen days end, the days for telling begin; a message that leaves by itself ends those at once."""
    await clocks.end_all(db, rows, file.case, "forwarded", now=file.now)
    told = await tell(db, rows, file, verdict.words.strip(), purpose="forwarded", about=ABOUT, tokens=tokens)
    left = told.outbox_id is not None
    start, today = rules.forward_clock(law.standard.numbers), office_day(file.now)
    deadline = rules.due(start, today, law.calendar)
    rows.add(
        "clocks",
        case_id=file.case.id,
        rule=start.rule,
        clause=start.clause,
        days=start.days,
        started_on=today,
        due_on=deadline.due,
        provisional=deadline.provisional,
        calendar_version=law.calendar.version,
        met_at=file.now if left else None,
        ended_as=TOLD if left else None,
    )
    return left


def _missing(verdict: Verdict) -> tuple[Missing, ...]:
    """Whoever takes over must be named, and the citizen must hear of it in words."""
    named = missing_office(verdict.choice, other_office=verdict.other_office)
    silent = verdict.choice is Choice.FORWARDED and not verdict.words.strip()
    return (*named, Missing("not-our-matter", "K6.1", "forwarding.words")) if silent else named
