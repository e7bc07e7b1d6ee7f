"""One report with several matters becomes several cases; one matter reported twice is marked as the same."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import case_file, register
from core.procedures.case_file import CaseFile
from core.procedures.not_ready import NotReady
from core.procedures.register import Opening
from core.rules.grouping import Kind, Tags
from core.rules.law import Law
from core.rules.missing import Missing
from core.rules.report import Identity, Report
from core.store import case_links, case_people, ledger
from core.store.case_links import SAME, SPLIT
from core.store.case_people import Reporter
from core.store.new_rows import NewRows
from core.store.viewers import Viewer

NOBODY = Reporter(None, Identity.UNKNOWN, "", "")


async def split(
    db: AsyncConnection, viewer: Viewer, number: str, version: int, matter: str, *, law: Law, now: datetime
) -> str:
    """The second matter gets a case of its own, from the same receipt on; gives back its number."""
    file = await case_file.take(db, viewer, number, version, now=now)
    missing = () if matter.strip() else (Missing("matters", "K6.5a", "matters.text"),)
    if file.closed or missing:
        raise NotReady((*file.closed, *missing))
    rows = NewRows()
    reporter = await case_people.reporter_of(db, file.case.id) or NOBODY
    opening = await _opening(db, file, reporter)
    report = Report(
        matter=matter.strip(),
        name=reporter.name,
        identity=Identity(reporter.identity),
        on_behalf_of=reporter.on_behalf_of,
        service=file.case.service,
    )
    opened = await register.open_case(db, rows, opening, report, _tags(file), law, now=now)
    rows.add(
        "case_links", case_id=file.case.id, other_id=opened.case.id, kind=SPLIT, author=viewer.author, at=now
    )  # fmt: skip
    ledger.append(rows, opened.case, "split_from", {"by": viewer.author, "other": file.case.number}, now)
    case_file.note(rows, file, "split", {"other": opened.case.number})
    await rows.save(db)
    return opened.case.number


async def join(db: AsyncConnection, viewer: Viewer, number: str, version: int, other: str, *, now: datetime) -> None:
    """Two cases are the same matter; each keeps its clock, its channel and its own answer."""
    file = await case_file.take(db, viewer, number, version, now=now)
    other_id = await case_links.id_of(db, viewer, other.strip())
    if other_id is None or other_id == file.case.id or await case_links.are_linked(db, file.case.id, other_id):
        raise NotReady((Missing("matters", "K6.6c", "matters.other"),))
    rows = NewRows()
    rows.add("case_links", case_id=file.case.id, other_id=other_id, kind=SAME, author=viewer.author, at=now)
    case_file.note(rows, file, "joined", {"other": other.strip()})
    await rows.save(db)


async def part(
    db: AsyncConnection, viewer: Viewer, number: str, version: int, other: str, reason: str, *, now: datetime
) -> None:
    """Two cases joined by mistake stand apart again, with the reason as a note. Matters of one report stay linked."""
    file = await case_file.take(db, viewer, number, version, now=now)
    other_id = await case_links.id_of(db, viewer, other.strip())
    joined = other_id is not None and await case_links.are_same(db, file.case.id, other_id)
    done = {"matters.joined": joined, "matters.reason": bool(reason.strip())}
    missing = tuple(Missing("matters", "K6.6c", what) for what, there in done.items() if not there)
    if other_id is None or missing:
        raise NotReady(missing)
    await case_links.part(db, file.case.id, other_id)
    rows = NewRows()
    rows.add("notes", case_id=file.case.id, author=viewer.author, text=reason.strip(), at=now)
    case_file.note(rows, file, "parted", {"other": other.strip()})
    await rows.save(db)


async def _opening(db: AsyncConnection, file: CaseFile, reporter: Reporter) -> Opening:
    ids = file.arrival.ids
    return Opening(
        case_id=ids.case,
        person_id=reporter.person_id or ids.person,
        known_person=reporter.person_id is not None,
        conversation_id=file.case.conversation_id,
        message_id=await case_links.first_message_of(db, file.case.conversation_id) or 0,
        channel=file.settling.channel,
        evidence=(),
        received_at=file.case.received_at,
    )


def _tags(file: CaseFile) -> Tags:
    """The kind is known from the report it came out of; what the new matter is about, an officer says."""
    return Tags(
        Kind(file.case.kind), file.case.sector, (), file.case.language, unsure=frozenset({"sector", "components"})
    )  # fmt: skip
