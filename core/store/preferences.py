"""How each person likes to work: what they chose once at the desk."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


async def choose(db: AsyncConnection, officer_id: int, chosen: Mapping[str, Any]) -> None:
    """Keeps these choices beside those made before."""
    query = text("UPDATE officers SET preferences = preferences || CAST(:chosen AS jsonb) WHERE id = :id")
    await db.execute(query, {"id": officer_id, "chosen": json.dumps(dict(chosen))})
