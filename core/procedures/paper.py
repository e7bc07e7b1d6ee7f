"""Registers what came by hand, on the same way as every message: one sheet, one case, one number (K6.2, K6.5a)."""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Attachment
from core.procedures import register, unnamed_danger
from core.procedures.not_ready import NotReady
from core.procedures.register import BOT, Opening
from core.rules.calendar import office_day
from core.rules.decision import makes_case
from core.rules.grouping import Kind, Tags
from core.rules.law import Law
from core.rules.missing import Missing
from core.rules.paper import Sheet, missing_in_sheet, tags_of
from core.store import case_people, ledger, messages, paper_drafts, papers
from core.store.cases import Case
from core.store.new_rows import NewRows
from core.store.papers import PaperIds
from core.store.viewers import Viewer

Classify = Callable[[str], Tags]


@dataclass(frozen=True, slots=True)
class Typed:
    """A sheet as an officer typed it, with its pictures. `place` counts the sheets of one form, a single one is 0."""

    sheet: Sheet
    scans: tuple[Attachment, ...] = ()
    accused: tuple[int, ...] = ()
    place: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """What registering needs to know of the office: the law, the classifier, and which files can be read later."""

    law: Law
    classify: Classify
    readable: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a sheet became; without a case it was a word of thanks."""

    message_id: int
    case: Case | None

    @property
    def number(self) -> str:
        return self.case.number if self.case else ""


async def register_sheet(
    db: AsyncConnection, viewer: Viewer, form_id: str, typed: Typed, *, desk: Desk, now: datetime
) -> str:
    """The number, empty for a word of thanks. Raises NotReady. A form sent twice gets its first number again."""
    if not await papers.claim(db, form_id):
        return next(iter(await papers.numbers_of(db, form_id, viewer.author)), "")
    if missing := await missing_in(db, viewer, typed, desk=desk, now=now):
        raise NotReady(missing)
    rows = NewRows()
    recorded = await record(db, rows, viewer, form_id, typed, desk=desk, now=now)
    await rows.save(db)
    await finish(db, [(typed, recorded)], desk=desk, now=now)
    await paper_drafts.forget(db, form_id, viewer.officer_id)
    return recorded.number


async def missing_in(
    db: AsyncConnection, viewer: Viewer, typed: Typed, *, desk: Desk, now: datetime
) -> tuple[Missing, ...]:
    """What stands against registering it. Thanks are an officer's word, never a machine's: no clock is lost."""
    numbers, sheet = desk.law.standard.numbers, typed.sheet
    missing = missing_in_sheet(sheet, typed_at=now, calendar=desk.law.calendar, numbers=numbers)
    doubtful = sheet.matter.strip() and sheet.kind is None and not makes_case(desk.classify(_words(sheet)))
    kind = (Missing("grouping", "K6.5c", "paper.kind"),) if doubtful else ()
    known = [await case_people.is_officer(db, one) for one in typed.accused]
    accused = () if all(known) else (Missing("complained-about", "K6.7", "complained_about.officer"),)
    own = (Missing("complained-about", "K6.7", "paper.accused_self"),) if viewer.officer_id in typed.accused else ()
    return (*missing, *kind, *accused, *own)


async def record(
    db: AsyncConnection,
    rows: NewRows,
    viewer: Viewer,
    form_id: str,
    typed: Typed,
    *,
    desk: Desk,
    now: datetime,
    opening_id: int | None = None,
) -> Recorded:
    """Gathers everything the sheet becomes; `finish` follows when the rows are saved."""
    sheet, ids = typed.sheet, await papers.new_ids(db)
    guess = desk.classify(_words(sheet))
    tags = tags_of(sheet, guess)
    evidence = _add_message(rows, ids, typed, now)
    case = None
    if tags.kind not in (Kind.THANKS, Kind.OTHER) or "kind" in tags.unsure:
        case = await _open(db, rows, viewer, ids, typed, (guess, tags), evidence, desk.law, now)
    else:
        rows.add("people", id=ids.person, since=now)
    rows.add(
        "conversations",
        id=ids.conversation,
        person_id=ids.person,
        case_id=case.id if case else None,
        last_message_at=now,
    )
    rows.change("messages", ids.message, case_id=case.id if case else None)
    _add_paper(rows, viewer, form_id, typed, ids, case, opening_id, now)
    return Recorded(ids.message, case)


async def finish(db: AsyncConnection, recorded: Sequence[tuple[Typed, Recorded]], *, desk: Desk, now: datetime) -> None:
    """Hangs the pictures on their messages, and raises the alarm for unnamed danger."""
    for typed, one in recorded:
        await messages.attach(db, one.message_id, typed.scans, readable=desk.readable)
        await papers.scans_were_seen(db, one.message_id, now)
        if one.case:
            await unnamed_danger.raise_for(db, one.case, typed.sheet.identity, now=now)


async def _open(
    db: AsyncConnection,
    rows: NewRows,
    viewer: Viewer,
    ids: PaperIds,
    typed: Typed,
    grouped: tuple[Tags, Tags],
    evidence: tuple[str, ...],
    law: Law,
    now: datetime,
) -> Case:
    sheet, (guess, tags) = typed.sheet, grouped
    if sheet.kind is not None:  # both are kept: what an officer says beside a guess is what the classifier learns from
        register.record_tags(rows, ids.case, guess, BOT, now)
    opening = Opening(
        case_id=ids.case,
        person_id=ids.person,
        known_person=False,
        conversation_id=ids.conversation,
        message_id=ids.message,
        channel=sheet.channel,
        evidence=evidence,
        received_at=sheet.received_at or now,
    )
    grouped_by = viewer.author if sheet.kind is not None else BOT
    opened = await register.open_case(
        db, rows, opening, sheet.report(), tags, law, now=now, patience_over=True, grouped_by=grouped_by
    )
    contact = sheet.contact
    rows.change(
        "reporters",
        ids.case,
        nik=sheet.nik,
        phone=contact.phone,
        mail=contact.mail,
        postal_address=contact.address,
    )
    late = office_day(opening.received_at) != office_day(now)
    said = {"by": viewer.author, "way": f"K6.2{sheet.way}", "late": late}
    case = ledger.append(rows, opened.case, "typed", said, now)
    for officer_id in typed.accused:
        rows.add("complained_about", case_id=case.id, officer_id=officer_id, author=viewer.author, at=now)
        named = {"by": viewer.author, "officer": f"officer:{officer_id}"}
        case = ledger.append(rows, case, "complained_about_named", named, now)
    return case


def _add_message(rows: NewRows, ids: PaperIds, typed: Typed, now: datetime) -> tuple[str, ...]:
    """The citizen's words as they were typed; gives back the salted hashes of words and pictures."""
    sheet, salt = typed.sheet, secrets.token_bytes(16)
    contents = [_words(sheet).encode(), *(scan.content for scan in typed.scans)]
    evidence = tuple(hashlib.sha256(salt + content).hexdigest() for content in contents)
    rows.add(
        "messages",
        id=ids.message,
        conversation_id=ids.conversation,
        case_id=None,
        author="citizen",
        channel=sheet.channel,
        subject=sheet.subject,
        text=sheet.matter,
        arrived_at=now,
        received_at=sheet.received_at or now,
        salt=salt,
        evidence=evidence[0],
    )
    return evidence


def _add_paper(
    rows: NewRows,
    viewer: Viewer,
    form_id: str,
    typed: Typed,
    ids: PaperIds,
    case: Case | None,
    opening_id: int | None,
    now: datetime,
) -> None:
    sheet = typed.sheet
    rows.add(
        "papers",
        form_id=form_id,
        place=typed.place,
        case_id=case.id if case else None,
        message_id=ids.message,
        opening_id=opening_id,
        way=sheet.way,
        hour_known=sheet.hour_known,
        written_on=sheet.written_on,
        sent_on=sheet.sent_on,
        reference=sheet.reference,
        slip=sheet.slip,
        late_because=sheet.late_because,
        author=viewer.author,
        typed_at=now,
    )


def _words(sheet: Sheet) -> str:
    """What the classifier reads, subject first."""
    return f"{sheet.subject}\n{sheet.matter}".strip()


def at(typed: Typed, moment: datetime, place: int) -> Typed:
    """The same sheet, received at another moment: what lies in a box is received when it is opened."""
    return replace(typed, sheet=replace(typed.sheet, received_at=moment, hour_known=True), place=place)
