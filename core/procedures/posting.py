"""Brings an answer to whoever has no address a message could go to: by post, or on the public notice board (K6.8)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import case_file
from core.procedures.case_file import CaseFile
from core.procedures.not_ready import NotReady
from core.rules.missing import Missing
from core.rules.notices import masked
from core.rules.report import Identity
from core.store import answers, case_people, notices, papers
from core.store.answers import Answer
from core.store.new_rows import NewRows
from core.store.viewers import Viewer

LETTER, BOARD = "letter", "board"


async def send_letter(
    db: AsyncConnection, viewer: Viewer, number: str, version: int, carrier: str, reference: str, *, now: datetime
) -> None:
    """The printed answer was given to a carrier, who gave a receipt for it: the register's entry with its number."""
    file = await case_file.take(db, viewer, number, version, now=now)
    given = await _result(db, file)
    done = {
        "closing.result": given is not None,
        "letter.carrier": bool(carrier.strip()),
        "letter.reference": bool(reference.strip()),
    }
    _refuse_unless(file, done)
    rows = NewRows()
    rows.add(
        "handovers",
        case_id=file.case.id,
        received_by=carrier.strip(),
        way=LETTER,
        reference=reference.strip(),
        author=viewer.author,
        at=now,
    )
    case_file.note(rows, file, "letter_sent", {})
    await rows.save(db)


async def hang(
    db: AsyncConnection, viewer: Viewer, number: str, version: int, words: str, *, kept: Sequence[str], now: datetime
) -> None:
    """The result hangs on the board under its number, whatever an officer typed with nobody in it.

    Only for who left no way to be reached, and never for a confidential case.
    """
    file = await case_file.take(db, viewer, number, version, now=now)
    given = await _result(db, file)
    done = {
        "closing.result": given is not None,
        "notice.words": bool(words.strip()),
        **await _board_rules(db, file),
    }
    _refuse_unless(file, done)
    shown = masked(words.strip(), names=await notices.known_names(db, file.case.id), kept=kept)
    rows = NewRows()
    rows.add("notices", case_id=file.case.id, text=shown, author=viewer.author, at=now)
    rows.add("handovers", case_id=file.case.id, received_by="", way=BOARD, author=viewer.author, at=now)
    case_file.note(rows, file, "notice_hung", {})
    await rows.save(db)


async def take_down(db: AsyncConnection, viewer: Viewer, number: str, version: int, *, now: datetime) -> None:
    """Nobody reads it any more from now on; that it hung stays on record."""
    file = await case_file.take(db, viewer, number, version, now=now)
    if not await notices.take_down(db, file.case.id, viewer.author, now):
        raise NotReady((Missing("proof-of-delivery", "K6.8", "notice.hangs_not"),))
    rows = NewRows()
    case_file.note(rows, file, "notice_taken_down", {})
    await rows.save(db)


async def may_hang(db: AsyncConnection, file: CaseFile) -> bool:
    """Whether the answer to this case may hang on the board."""
    return all((await _board_rules(db, file)).values())


async def _board_rules(db: AsyncConnection, file: CaseFile) -> dict[str, bool]:
    return {
        "notice.no_address": not await has_contact(db, file.case.id, file.case.conversation_id),
        "notice.confidential": not await _is_confidential(db, file),
        "notice.hangs": await notices.of_case(db, file.case.id) is None,
    }


async def draft_for_board(db: AsyncConnection, case_id: int, *, kept: Sequence[str]) -> str:
    """The result with nobody in it, to be read over before it hangs; empty while there is none."""
    given = [one for one in await answers.of_case(db, case_id) if not one.interim]
    return masked(given[0].text, names=await notices.known_names(db, case_id), kept=kept) if given else ""


async def has_contact(db: AsyncConnection, case_id: int, conversation_id: int) -> bool:
    """Whether the citizen can be reached at all."""
    paper = await papers.of_case(db, case_id)
    return bool(paper and paper.has_contact) or await answers.has_address(db, conversation_id)


async def _result(db: AsyncConnection, file: CaseFile) -> Answer | None:
    return next((one for one in await answers.of_case(db, file.case.id) if not one.interim), None)


async def _is_confidential(db: AsyncConnection, file: CaseFile) -> bool:
    reporter = await case_people.reporter_of(db, file.case.id)
    return reporter is not None and reporter.identity == Identity.CONFIDENTIAL


def _refuse_unless(file: CaseFile, done: dict[str, bool]) -> None:
    missing = tuple(Missing("proof-of-delivery", "K6.8", what) for what, there in done.items() if not there)
    if file.closed or missing:
        raise NotReady((*file.closed, *missing))
