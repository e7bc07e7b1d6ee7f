"""How the office keeps its word: the one figure that stands on the first page."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Kept:
    """Complaints with the clock of K6.4: answered so far, of these in time; still open, of these late."""

    answered: int
    on_time: int
    open: int
    late: int

    @property
    def on_time_percent(self) -> int:
        return round(100 * self.on_time / self.answered) if self.answered else 0


async def kept(db: AsyncConnection, today: date) -> Kept:
    """Counted by the day promised to the citizen, in the office's days."""
    query = text("""
        SELECT count(*) FILTER (WHERE ended_as = 'answered'),
            count(*) FILTER (WHERE ended_as = 'answered'
                AND (met_at AT TIME ZONE 'Asia/Jakarta')::date <= promised_on),
            count(*) FILTER (WHERE met_at IS NULL),
            count(*) FILTER (WHERE met_at IS NULL AND promised_on < :today)
        FROM clocks WHERE rule = 'answer-due'
    """)
    return Kept(*(await db.execute(query, {"today": today})).one())
