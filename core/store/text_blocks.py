"""Text blocks: what the office writes often, for answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class TextBlock:
    """`text` may hold {name} and {number}."""

    id: int
    title: str
    text: str


async def in_language(db: AsyncConnection, language: str) -> Sequence[TextBlock]:
    """The office's blocks in the citizen's language, by title."""
    query = text("SELECT id, title, text FROM text_blocks WHERE language = :language ORDER BY title")
    return [TextBlock(*row) for row in await db.execute(query, {"language": language})]
