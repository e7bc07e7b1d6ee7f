"""Internal notes: what colleagues should know of a case, and no citizen reads."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import case_file
from core.procedures.not_ready import NotReady
from core.rules.missing import Missing
from core.store import ledger
from core.store.new_rows import NewRows
from core.store.viewers import Viewer


async def add_note(db: AsyncConnection, viewer: Viewer, number: str, words: str, *, now: datetime) -> None:
    """A note changes nothing that somebody else might be deciding: the case keeps its version."""
    file = await case_file.take(db, viewer, number, None, now=now)
    if not words.strip():
        raise NotReady((Missing("notes", "K6.6c", "note.text"),))
    rows = NewRows()
    rows.add("notes", case_id=file.case.id, author=viewer.author, text=words.strip(), at=now)
    ledger.append(rows, file.case, "noted", {"by": viewer.author}, now)
    rows.change("cases", file.case.id, changed_at=now)
    await rows.save(db)
