"""What no adapter can read and no record can hold is set aside, and a person hears of it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Delivery
from core.store import alarms, quarantine

KIND = "delivery_set_aside"


async def set_aside(db: AsyncConnection, delivery: Delivery, why: str, now: datetime) -> None:
    """Keeps the delivery as it came, so that its sender need not bring it again for ever."""
    number = await quarantine.keep(db, delivery, why, now)
    await alarms.raise_alarm(db, KIND, f"karantina {number}", why, now)
