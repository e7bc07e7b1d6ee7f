"""Deliveries that nobody could take in: kept byte by byte until a person has looked."""

import json
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Delivery


async def keep(db: AsyncConnection, delivery: Delivery, reason: str, now: datetime) -> int:
    """Sets a delivery aside; gives back its number."""
    query = text("""
        INSERT INTO quarantine (channel, reason, headers, body, arrived_at)
        VALUES (:channel, :reason, CAST(:headers AS jsonb), :body, :now) RETURNING id
    """)
    envelope = {"from": delivery.envelope_from, "to": list(delivery.envelope_to)}
    headers = json.dumps({**delivery.headers, "envelope": envelope}).replace("\\u0000", "")
    values = {
        "channel": delivery.channel,
        "reason": reason,
        "headers": headers,
        "body": delivery.body,
        "now": now,
    }
    return int((await db.execute(query, values)).scalar_one())
