"""The office's text blocks, as its leaders keep them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class TextBlock:
    """`author_name` is who wrote it last; empty for one that came with the office."""

    id: int
    title: str
    language: str
    text: str
    author_name: str
    at: datetime


BLOCKS = """
    SELECT text_blocks.id, title, language, text, coalesce(officers.name, ''), at
    FROM text_blocks LEFT JOIN officers ON officers.id = author_id
"""


async def everything(db: AsyncConnection) -> Sequence[TextBlock]:
    """Every block, by language and title."""
    query = text(f"{BLOCKS} ORDER BY array_position(ARRAY['id', 'su', 'en'], language), lower(title), text_blocks.id")
    return [TextBlock(*row) for row in await db.execute(query)]


async def in_language(db: AsyncConnection, language: str) -> Sequence[TextBlock]:
    """The blocks in the citizen's language, by title."""
    query = text(f"{BLOCKS} WHERE language = :language ORDER BY lower(title), text_blocks.id")
    return [TextBlock(*row) for row in await db.execute(query, {"language": language})]


async def add(db: AsyncConnection, title: str, language: str, words: str, author_id: int | None, now: datetime) -> None:
    query = text("""
        INSERT INTO text_blocks (title, language, text, author_id, at) VALUES (:title, :language, :text, :author, :now)
    """)
    values = {"title": title, "language": language, "text": words, "author": author_id, "now": now}
    await db.execute(query, values)


async def change(
    db: AsyncConnection, block_id: int, title: str, language: str, words: str, author_id: int, now: datetime
) -> bool:
    """False when there is no such block any more."""
    query = text("""
        UPDATE text_blocks SET title = :title, language = :language, text = :text, author_id = :author, at = :now
        WHERE id = :id
    """)
    values = {"id": block_id, "title": title, "language": language, "text": words, "author": author_id, "now": now}
    return (await db.execute(query, values)).rowcount > 0


async def remove(db: AsyncConnection, block_id: int) -> tuple[str, str, str] | None:
    """Title, language and text of the block that is gone now; None when there was none."""
    query = text("DELETE FROM text_blocks WHERE id = :id RETURNING title, language, text")
    row = (await db.execute(query, {"id": block_id})).one_or_none()
    return (row[0], row[1], row[2]) if row else None
