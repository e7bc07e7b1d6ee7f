"""Keeps what the office writes often."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures.not_ready import NotReady
from core.rules.missing import Missing
from core.rules.text_blocks import missing_in_block
from core.store import text_blocks
from core.store.viewers import Viewer


@dataclass(frozen=True, slots=True)
class Written:
    """A block as somebody typed it."""

    title: str
    language: str
    words: str


async def keep(db: AsyncConnection, viewer: Viewer, block_id: int | None, written: Written, *, now: datetime) -> None:
    """A new block, or the new wording of one. Raises NotReady."""
    missing = missing_in_block(written.title, written.language, written.words)
    if missing:
        raise NotReady(missing)
    title, words, author = written.title.strip(), written.words.strip(), viewer.officer_id
    if block_id is None:
        await text_blocks.add(db, title, written.language, words, author, now)
    elif not await text_blocks.change(db, block_id, title, written.language, words, author, now):
        raise NotReady((Missing("answer-and-result", "K6.4", "text_block.gone"),))


async def remove(db: AsyncConnection, block_id: int) -> Written | None:
    """What is gone now, to be brought back at once if it was a slip; None when it was gone already."""
    found = await text_blocks.remove(db, block_id)
    return Written(*found) if found else None
