"""Versions of the office's files: an old decision can be explained by the words that were in force."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


async def newest(db: AsyncConnection) -> str | None:
    """The version in force; None while nothing is on record."""
    query = text("SELECT version FROM config_versions ORDER BY valid_from DESC LIMIT 1")
    version: str | None = (await db.execute(query)).scalar()
    return version


async def is_newest(db: AsyncConnection, version: str) -> bool:
    """Whether no later version of the files is on record."""
    return await newest(db) == version


async def files_of(db: AsyncConnection, version: str) -> Mapping[str, str]:
    """Every file of a version by its name, whole; empty for a version that is not on record."""
    query = text("SELECT files FROM config_versions WHERE version = :version")
    found: Mapping[str, str] | None = (await db.execute(query, {"version": version})).scalar()
    return found or {}


async def record(db: AsyncConnection, version: str, files: Mapping[str, str], now: datetime) -> bool:
    """Keeps this version as the one in force; False when it was that already. An older one may come back."""
    if await is_newest(db, version):
        return False
    query = text("""
        INSERT INTO config_versions (version, files, valid_from) VALUES (:version, CAST(:files AS jsonb), :now)
        ON CONFLICT (version) DO UPDATE SET valid_from = excluded.valid_from RETURNING version
    """)
    values = {"version": version, "files": json.dumps(dict(files)), "now": now}
    return (await db.execute(query, values)).first() is not None
