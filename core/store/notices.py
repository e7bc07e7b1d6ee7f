"""The public notice board: answers for whoever left no address, by number, without people in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Notice:
    """One sheet on the board. `box` and `slip` tell a writer without a receipt which one is theirs."""

    id: int
    number: str
    legal_kind: str
    received_at: datetime
    text: str
    at: datetime
    channel: str
    box: str
    slip: str


ON_BOARD = """
    SELECT notices.id, number, legal_kind, cases.received_at, notices.text, notices.at, channel,
        coalesce(box_openings.box, ''), coalesce(papers.slip, '')
    FROM notices JOIN cases ON cases.id = notices.case_id LEFT JOIN papers ON papers.case_id = cases.id
        LEFT JOIN box_openings ON box_openings.id = papers.opening_id
"""


async def on_board(db: AsyncConnection, *, number: str = "", most: int = 100) -> Sequence[Notice]:
    """What hangs now, the newest first; of one case, when its number is given."""
    query = text(f"""
        {ON_BOARD} WHERE taken_down_at IS NULL AND (:number = '' OR number = :number OR papers.slip = :number)
        ORDER BY notices.at DESC, notices.id DESC LIMIT :most
    """)
    return [Notice(*row) for row in await db.execute(query, {"number": number, "most": most})]


async def of_case(db: AsyncConnection, case_id: int) -> Notice | None:
    query = text(f"{ON_BOARD} WHERE notices.case_id = :case AND taken_down_at IS NULL ORDER BY notices.id DESC LIMIT 1")
    row = (await db.execute(query, {"case": case_id})).one_or_none()
    return Notice(*row) if row else None


async def take_down(db: AsyncConnection, case_id: int, author: str, now: datetime) -> bool:
    query = text("""
        UPDATE notices SET taken_down_at = :now, taken_down_by = :author
        WHERE case_id = :case AND taken_down_at IS NULL RETURNING id
    """)
    return (await db.execute(query, {"case": case_id, "author": author, "now": now})).first() is not None


async def known_names(db: AsyncConnection, case_id: int) -> Sequence[str]:
    """Names that must not be read in public: who reports, for whom, and everybody of the office."""
    query = text("""
        SELECT name FROM reporters WHERE case_id = :case
        UNION SELECT on_behalf_of FROM reporters WHERE case_id = :case
        UNION SELECT name FROM officers
    """)
    return [name for name in (await db.execute(query, {"case": case_id})).scalars() if name]
