"""Closes a case when the citizen and the superior have the result (K6.8)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import case_file, clocks
from core.procedures.case_file import CaseFile
from core.procedures.follow_up import has_report, tier_of
from core.procedures.not_ready import NotReady
from core.rules.case_state import CaseState
from core.rules.closing import Informed, missing_before_closing
from core.rules.decision import LegalKind
from core.rules.missing import Missing
from core.rules.receipts import PROOF_ON, Proof, is_proof
from core.rules.standard import Numbers
from core.store import answers, case_links, outbox, reviews
from core.store.answers import Answer
from core.store.new_rows import NewRows
from core.store.viewers import Viewer


async def close(
    db: AsyncConnection,
    viewer: Viewer,
    number: str,
    version: int,
    tiers: Sequence[str],
    *,
    numbers: Numbers,
    now: datetime,
) -> None:
    """Raises NotReady with the list of what stands against it."""
    file = await case_file.take(db, viewer, number, version, now=now)
    found = await informed(db, file, tiers, numbers)
    matters = tuple(
        Missing("closing", "K6.8", "closing.matter", other)
        for other in await case_links.unanswered_matters(db, viewer, file.case.id)
    )
    missing = (*missing_to_close(file, found, numbers), *matters)
    if file.closed or missing:
        raise NotReady((*file.closed, *missing))
    rows = NewRows()
    await clocks.end_all(db, rows, file.case, "closed", now=now)
    known = {"reached": found.reached, "signed": found.signed, "failed_tries": found.failed_tries}
    case_file.note(rows, file, "closed", known, state=CaseState.CLOSED, closed_at=now)
    await rows.save(db)


async def hand_over(
    db: AsyncConnection, viewer: Viewer, number: str, version: int, received_by: str, *, now: datetime
) -> None:
    """The answer was put into somebody's hand, who signed for it."""
    file = await case_file.take(db, viewer, number, version, now=now)
    given = any(not one.interim for one in await answers.of_case(db, file.case.id))
    done = {"closing.result": given, "handover.received_by": bool(received_by.strip())}
    missing = tuple(Missing("proof-of-delivery", "K6.8", what) for what, there in done.items() if not there)
    if file.closed or missing:
        raise NotReady((*file.closed, *missing))
    rows = NewRows()
    rows.add("handovers", case_id=file.case.id, received_by=received_by.strip(), author=viewer.author, at=now)
    case_file.note(rows, file, "handed_over", {})
    await rows.save(db)


def missing_to_close(file: CaseFile, found: Informed, numbers: Numbers) -> tuple[Missing, ...]:
    """A question is closed once it is answered. To a suggestion no answer is owed (K6.5b)."""
    missing = missing_before_closing(found, failed_tries=numbers.failed_tries)
    match LegalKind(file.case.legal_kind):
        case LegalKind.COMPLAINT:
            return missing
        case LegalKind.INFORMATION:
            return tuple(gap for gap in missing if gap.what == "closing.result" and not file.case.answered_at)
        case LegalKind.SUGGESTION:
            return ()


async def informed(db: AsyncConnection, file: CaseFile, tiers: Sequence[str], numbers: Numbers) -> Informed:
    """Who knows of the result, as the record shows it now."""
    results = [one for one in await answers.of_case(db, file.case.id) if not one.interim]
    written, tier = await reviews.reports_of(db, file.case.id), tier_of(file, tiers)
    at_the_top = tier == tiers[-1]
    return Informed(
        result_given=bool(results),
        reached=any([await reached(db, file, one, numbers) for one in results]),
        signed=bool(await answers.handovers_of(db, file.case.id)),
        failed_tries=sum([one.tries for one in results if await _failed(db, one)]),
        superior_has_report=bool(written) if at_the_top else has_report(written, tier, file),
    )


async def reached(db: AsyncConnection, file: CaseFile, given: Answer, numbers: Numbers) -> bool:
    """Whether what the channel told us, or the citizen opening its page, proves that this answer arrived."""
    if given.opened_at:
        return True
    if given.outbox_id is None:
        return False
    return is_proof(
        PROOF_ON.get(given.channel, Proof.ACCEPTED),
        await outbox.receipts_of(db, given.outbox_id),
        file.now,
        bounce_days=numbers.mail_bounce_calendar_days,
        replied=await answers.replied_since(db, file.case.conversation_id, given.sent_at or given.at),
    )


async def _failed(db: AsyncConnection, given: Answer) -> bool:
    """Refused, given up, or come back later."""
    if given.outbox_id is None:
        return False
    receipts = await outbox.receipts_of(db, given.outbox_id)
    return any(receipt.state == "failed" for receipt in receipts)
