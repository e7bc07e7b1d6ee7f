"""Opens complaint boxes, each opening one session with its minutes, and watches that none stays shut (K6.2m)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import paper
from core.procedures.not_ready import NotReady
from core.procedures.paper import Desk, Typed
from core.rules.boxes import Opening, is_overdue, missing_in_opening
from core.rules.calendar import office_day
from core.rules.law import Law
from core.rules.missing import Missing
from core.store import alarms, boxes, paper_drafts, papers
from core.store.boxes import NewOpening
from core.store.new_rows import NewRows
from core.store.viewers import Viewer

ALARM = "box_unopened"


class MissingInRows(NotReady):
    """The minutes or some of their rows are not ready: `rows` maps the place of a row to what it lacks."""

    def __init__(self, minutes: tuple[Missing, ...], rows: Mapping[int, tuple[Missing, ...]]) -> None:
        super().__init__((*minutes, *(one for lacking in rows.values() for one in lacking)))
        self.minutes = minutes
        self.rows = rows


async def open_box(
    db: AsyncConnection,
    viewer: Viewer,
    form_id: str,
    opening: Opening,
    letters: Sequence[Typed],
    *,
    desk: Desk,
    now: datetime,
) -> int:
    """All letters or none, received when the box was opened; gives back the opening. Raises MissingInRows."""
    if not await papers.claim(db, form_id):
        return await boxes.opening_of_form(db, form_id) or 0
    last = (await boxes.last_openings(db)).get(opening.box)
    minutes = missing_in_opening(opening, written=len(letters), last_opened_at=last, now=now)
    moment = opening.opened_at or now
    letters = [paper.at(one, moment, one.place) for one in letters]
    found = {one.place: await _missing(db, viewer, one, desk=desk, now=now) for one in letters}
    lacking = {place: missing for place, missing in found.items() if missing}
    if minutes or lacking:
        raise MissingInRows(minutes, lacking)
    new = NewOpening(
        form_id=form_id,
        box=opening.box,
        opened_at=moment,
        opener=opening.opener,
        witness=opening.witness,
        found=opening.found,
        counted=opening.counted,
        author=viewer.author,
        typed_at=now,
    )
    opening_id = await boxes.add_opening(db, new)
    rows = NewRows()
    recorded = [
        (one, await paper.record(db, rows, viewer, form_id, one, desk=desk, now=now, opening_id=opening_id))
        for one in letters
    ]
    await rows.save(db)
    await paper.finish(db, recorded, desk=desk, now=now)
    await paper_drafts.forget(db, form_id, viewer.officer_id)
    return opening_id


async def watch(db: AsyncConnection, hung: Mapping[str, str], *, law: Law, now: datetime) -> None:
    """Raises an alarm for each box nobody has opened for too long, and ends it when somebody has.

    `hung` maps the boxes' ids to their names. One that was never opened counts from the office's first day here.
    """
    opened, since = await boxes.last_openings(db), await boxes.at_work_since(db)
    for box, name in hung.items():
        last = opened.get(box) or since
        if last is None:
            continue
        last_on = office_day(last)
        if is_overdue(last_on, office_day(now), law.standard.numbers.box_days, law.calendar):
            await alarms.raise_alarm(db, ALARM, name, last_on.isoformat() if box in opened else "", now)
        else:
            await alarms.end_alarm(db, ALARM, name, None, now)


async def _missing(
    db: AsyncConnection, viewer: Viewer, letter: Typed, *, desk: Desk, now: datetime
) -> tuple[Missing, ...]:
    """What the row itself lacks: the day is the minutes' matter, and a late typing is seen there."""
    plain = replace(letter, sheet=replace(letter.sheet, late_because="berita acara"))
    missing = await paper.missing_in(db, viewer, plain, desk=desk, now=now)
    return tuple(one for one in missing if not one.what.startswith("paper.received"))
