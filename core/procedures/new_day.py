"""Tells the citizen why it takes longer, and until when, before a promised day is broken (K6.4)."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import case_file
from core.procedures.not_ready import NotReady
from core.procedures.tell import tell
from core.procedures.tokens import Tokens
from core.rules.clocks import strictest_unmet
from core.rules.closing import missing_for_new_day
from core.rules.letters import AnswerTexts
from core.rules.missing import Missing
from core.store import cases
from core.store.cases import Clock
from core.store.new_rows import NewRows
from core.store.viewers import Viewer


async def promise_new_day(
    db: AsyncConnection,
    viewer: Viewer,
    number: str,
    version: int,
    reason: str,
    day: date,
    *,
    texts: AnswerTexts,
    tokens: Tokens,
    now: datetime,
) -> None:
    """Moves the promise, never the law's own day, and tells the citizen in the same transaction."""
    file = await case_file.take(db, viewer, number, version, now=now)
    clock = promised(await cases.clocks_of(db, file.case.id))
    if clock is None or clock.promised_on is None:
        raise NotReady((*file.closed, Missing("answer-and-result", "K6.4", "new_day.nothing_promised")))
    if missing := (*file.closed, *missing_for_new_day(reason, day, clock.promised_on)):
        raise NotReady(missing)
    rows = NewRows()
    words = texts.new_day.format(number=file.case.number, reason=reason.strip(), day=texts.day_in_words(day))
    told = await tell(db, rows, file, words, purpose="new_day", about=texts.about, tokens=tokens)
    rows.add(
        "new_days", case_id=file.case.id, reason=reason.strip(), promised_on=day, author=viewer.author, at=now
    )  # fmt: skip
    rows.change("clocks", clock.id, promised_on=day)
    moved = {"rule": clock.rule, "was": clock.promised_on.isoformat(), "promised_on": day.isoformat()}
    case_file.note(rows, file, "new_day", {**moved, "message": told.message_id})
    await rows.save(db)


def promised(clocks: Sequence[Clock]) -> Clock | None:
    """The running clock whose day the citizen was told."""
    return strictest_unmet(clock for clock in clocks if clock.promised_on)
