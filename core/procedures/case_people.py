"""Who reports and who is complained about: named by an officer, shown for a reason, kept from those concerned."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import case_file
from core.procedures.case_file import CaseFile
from core.procedures.not_ready import NotReady
from core.procedures.tokens import Tokens
from core.procedures.triage import become, give_verdict
from core.rules.case_state import CaseState
from core.rules.decision import LegalKind, Reason
from core.rules.law import Law
from core.rules.missing import Missing
from core.rules.report import Identity
from core.rules.roles import Action, may
from core.store import case_looks, case_people, presences, proposals
from core.store.new_rows import NewRows
from core.store.viewers import Viewer


async def add_identity(
    db: AsyncConnection,
    viewer: Viewer,
    number: str,
    version: int,
    name: str,
    *,
    on_behalf_of: str,
    confidential: bool,
    words: str,
    law: Law,
    tokens: Tokens,
    now: datetime,
) -> None:
    """The name as it was told to an officer. A suggestion that lacked only this is a complaint again (K6.5b)."""
    file = await case_file.take(db, viewer, number, version, now=now)
    missing = await _missing_for_identity(db, file, name)
    if file.closed or missing:
        raise NotReady((*file.closed, *missing))
    rows = NewRows()
    identity = Identity.CONFIDENTIAL if confidential else Identity.NAMED
    told = {"identity": identity, "name": name.strip(), "on_behalf_of": on_behalf_of.strip()}
    rows.change("reporters", file.case.id, **told)
    _tell_bot(rows, file, told)
    file = await _settle(db, rows, file, words=words, law=law, tokens=tokens)
    changed = {"completed_at": file.case.completed_at or now} if file.case.matter.strip() else {}
    state = CaseState.OPEN if file.case.state == CaseState.INCOMPLETE and changed else file.case.state
    case_file.note(rows, file, "identity_added", {"identity": identity}, state=state, **changed)
    await rows.save(db)


async def _missing_for_identity(db: AsyncConnection, file: CaseFile, name: str) -> tuple[Missing, ...]:
    """A hidden name is written over by nobody but the holder, who can read it."""
    known = await case_people.reporter_of(db, file.case.id)
    hidden = known is not None and known.identity == Identity.CONFIDENTIAL and known.name != ""
    done = {
        "recording.reporter": bool(name.strip()),
        "identity.holder": not hidden or file.settling.holder_id == file.viewer.officer_id,
    }
    return tuple(Missing("recording", "K6.5a", what) for what, there in done.items() if not there)


async def _settle(
    db: AsyncConnection, rows: NewRows, file: CaseFile, *, words: str, law: Law, tokens: Tokens
) -> CaseFile:
    """Nothing about the name is open any more; the kind follows."""
    for proposal in await proposals.open_on(db, file.case.id):
        if proposal.because == Reason.NAME_UNCONFIRMED:
            file = give_verdict(rows, file, proposal, agreed=False, reason="")
    if file.case.legal_kind == LegalKind.SUGGESTION and file.case.kind not in ("suggestion", "question"):
        return await become(
            db, rows, file, LegalKind.COMPLAINT, Reason.COMPLETE, words=words, law=law, tokens=tokens
        )  # fmt: skip
    return file


def _tell_bot(rows: NewRows, file: CaseFile, told: dict[str, str]) -> None:
    """The bot's own copy of the report: it must not ask for what an officer has just heard."""
    talk: dict[str, Any] = dict(file.arrival.talk or {})
    if file.arrival.case_id != file.case.id or not talk.get("report"):
        return
    talk["report"] = {**talk["report"], **told}
    talk.pop("pending", None)
    rows.change("conversations", file.case.conversation_id, talk=talk, remind_at=None)


async def read_identity(db: AsyncConnection, viewer: Viewer, number: str, reason: str, *, now: datetime) -> None:
    """A leader reads a hidden name, for a reason that stays on record."""
    file = await case_file.take(db, viewer, number, None, now=now)
    if not reason.strip():
        raise NotReady((Missing("secrecy", "K6.5a", "identity.reason"),))
    rows = NewRows()
    reporter = await case_people.reporter_of(db, file.case.id)
    person_id = reporter.person_id if reporter else None
    if person_id is None:
        person_id = file.arrival.ids.person
        rows.add("people", id=person_id, since=now)
    rows.add(
        "identity_reads", person_id=person_id, case_id=file.case.id, reader=viewer.author, reason=reason.strip(), at=now
    )  # fmt: skip
    await rows.save(db)
    await case_looks.note_look(db, viewer, file.case.id, reason.strip(), now)


async def name_complained_about(
    db: AsyncConnection, viewer: Viewer, number: str, version: int, officer_id: int, *, now: datetime
) -> None:
    """From now on this officer cannot see, find, count or hold the case; held by them, it returns to the queue."""
    file = await case_file.take(db, viewer, number, version, now=now)
    if not await case_people.is_officer(db, officer_id):
        raise NotReady((Missing("complained-about", "K6.7", "complained_about.officer"),))
    if await case_people.is_complained_about(db, file.case.id, officer_id):
        return
    rows = NewRows()
    rows.add("complained_about", case_id=file.case.id, officer_id=officer_id, author=viewer.author, at=now)
    freed = {"holder_id": None} if file.settling.holder_id == officer_id else {}
    case_file.note(rows, file, "complained_about_named", {"officer": f"officer:{officer_id}"}, **freed)
    await rows.save(db)
    await presences.forget(db, file.case.id, officer_id)


async def clear_complained_about(
    db: AsyncConnection, viewer: Viewer, number: str, version: int, officer_id: int, reason: str, *, now: datetime
) -> None:
    """An officer named by mistake; whoever named them may do this, and whoever leads. Why is kept as a note."""
    file = await case_file.take(db, viewer, number, version, now=now)
    author = await case_people.who_named(db, file.case.id, officer_id)
    done = {
        "complained_about.named": author is not None,
        "complained_about.yours": author is None or author == viewer.author or may(viewer.role, Action.REASSIGN),
        "complained_about.reason": bool(reason.strip()),
    }
    if missing := tuple(Missing("complained-about", "K6.7", what) for what, there in done.items() if not there):
        raise NotReady(missing)
    await case_people.no_longer_complained_about(db, file.case.id, officer_id)
    rows = NewRows()
    rows.add("notes", case_id=file.case.id, author=viewer.author, text=reason.strip(), at=now)
    case_file.note(rows, file, "complained_about_cleared", {"officer": f"officer:{officer_id}"})
    await rows.save(db)
