"""Puts before the Kepala that APIP should join, and keeps the Kepala's word (K6.7c). Both hear of it by mail."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import case_file
from core.procedures.follow_up import set_category
from core.procedures.not_ready import ChangedMeanwhile, NotReady
from core.rules.calendar import office_day
from core.rules.follow_up import Category
from core.rules.missing import Missing
from core.store import approvals, colleague_mail, reviews
from core.store.new_rows import NewRows
from core.store.viewers import Viewer

CALL_APIP = "apip"
# What a citizen wrote stays at the desk: a mailbox is not a place for it.
ASKED = """{who} meminta persetujuan Anda untuk melibatkan APIP dalam pengaduan {number} (K6.7c).

Baca permohonannya dan putuskan di {desk}/desk/approvals

Surat ini dikirim otomatis. Isi pengaduan hanya ada di meja pengaduan."""
DECIDED = """{who} {word} permohonan Anda untuk melibatkan APIP dalam pengaduan {number} (K6.7c).

Alasannya ada di {desk}/desk/cases/{number}#kategori

Surat ini dikirim otomatis. Isi pengaduan hanya ada di meja pengaduan."""


async def ask_for_apip(
    db: AsyncConnection, viewer: Viewer, number: str, version: int, request: str, *, desk: str, now: datetime
) -> None:
    """A Kepala complained about is not asked: that takes a regulation. `desk` is where the desk is reached."""
    file = await case_file.take(db, viewer, number, version, now=now)
    missing = _missing_to_ask(
        request,
        accused=await reviews.kepala_complained_about(db, file.case.id),
        asked=any(one.granted is None for one in await approvals.of_case(db, file.case.id)),
    )
    if file.closed or missing:
        raise NotReady((*file.closed, *missing))
    rows, case_id = NewRows(), file.case.id
    rows.add(
        "approvals", case_id=case_id, purpose=CALL_APIP, asked_by=viewer.author, asked_at=now, request=request.strip()
    )  # fmt: skip
    case_file.note(rows, file, "approval_asked", {"purpose": CALL_APIP, "clause": "K6.7c"})
    await rows.save(db)
    words = ASKED.format(who=viewer.name, number=number, desk=desk)
    for address in await colleague_mail.of_approvers(db, case_id, office_day(now)):
        await colleague_mail.put(db, address, f"Persetujuan diminta: {number}", words, now)


async def decide_on_apip(
    db: AsyncConnection, viewer: Viewer, approval_id: int, *, granted: bool, reason: str, desk: str, now: datetime
) -> str:
    """The Kepala's word, with its reason; a yes calls APIP in at once. Gives back the case's number."""
    number = await approvals.number_of(db, approval_id)
    file = await case_file.take(db, viewer, number or "", None, now=now)
    open_ones = [one for one in await approvals.of_case(db, file.case.id) if one.granted is None]
    request = next((one for one in open_ones if one.id == approval_id), None)
    if request is None:
        raise ChangedMeanwhile(file.case.number)
    if not reason.strip():
        raise NotReady((Missing("follow-up", "K6.7c", "approval.reason"),))
    rows = NewRows()
    rows.change(
        "approvals", approval_id, decided_by=viewer.author, decided_at=now, granted=granted, reason=reason.strip()
    )  # fmt: skip
    decided = {"purpose": CALL_APIP, "clause": "K6.7c", "granted": granted}
    file = case_file.note(rows, file, "approval_decided", decided)
    if granted and not file.closed:
        await set_category(db, rows, file, Category.WITH_APIP, agency="", regulation="")
    await rows.save(db)
    await _tell_asker(db, viewer, request.asked_by, file.case.number, granted=granted, desk=desk, now=now)
    return file.case.number


async def _tell_asker(
    db: AsyncConnection, viewer: Viewer, asker: str, number: str, *, granted: bool, desk: str, now: datetime
) -> None:
    address = await colleague_mail.of_author(db, asker)
    if not address or asker == viewer.author:
        return
    word = "menyetujui" if granted else "menolak"
    subject = f"Permohonan {'disetujui' if granted else 'ditolak'}: {number}"
    await colleague_mail.put(
        db, address, subject, DECIDED.format(who=viewer.name, word=word, number=number, desk=desk), now
    )  # fmt: skip


def _missing_to_ask(request: str, *, accused: bool, asked: bool) -> tuple[Missing, ...]:
    done = {
        "follow_up.regulation": not accused,
        "approval.because": bool(request.strip()),
        "approval.already_asked": not asked,
    }
    return tuple(Missing("follow-up", "K6.7c", what) for what, there in done.items() if not there)
