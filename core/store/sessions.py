"""Sessions at the desk, and the tries to open one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Session:
    """A session that is open, with its officer. `acting` is "Plh" or "Plt" for whoever acts for the Kepala that day."""

    officer_id: int
    username: str
    name: str
    role: str
    tier: str
    agency: str
    preferences: Mapping[str, Any]
    totp_secret: str
    csrf_token: str
    second_factor_passed: bool
    seen_at: datetime
    acting: str


async def open_now(
    db: AsyncConnection, token_hash: bytes, *, today: date, now: datetime, seen_after: datetime
) -> Session | None:
    """The session behind a token, while it is neither ended nor run out and its officer still has a desk."""
    query = text("""
        SELECT officers.id, username, name, role, tier, agency, preferences, totp_secret,
            csrf_token, second_factor_passed, seen_at, coalesce((
                SELECT kind FROM acting_heads WHERE officer_id = officers.id AND :today BETWEEN from_on AND to_on
                ORDER BY acting_heads.id DESC LIMIT 1
            ), '')
        FROM sessions JOIN officers ON officers.id = officer_id
        WHERE token_hash = :token_hash AND revoked_at IS NULL AND expires_at > :now AND seen_at > :seen_after AND active
    """)
    values = {"token_hash": token_hash, "today": today, "now": now, "seen_after": seen_after}
    row = (await db.execute(query, values)).one_or_none()
    return Session(*row) if row else None


async def begin_session(
    db: AsyncConnection,
    token_hash: bytes,
    officer_id: int,
    csrf_token: str,
    *,
    passed: bool,
    now: datetime,
    expires_at: datetime,
) -> None:
    query = text("""
        INSERT INTO sessions (token_hash, officer_id, csrf_token, second_factor_passed, created_at, seen_at, expires_at)
        VALUES (:token_hash, :officer, :csrf_token, :passed, :now, :now, :expires_at)
    """)
    values = {"token_hash": token_hash, "officer": officer_id, "csrf_token": csrf_token, "passed": passed}
    await db.execute(query, {**values, "now": now, "expires_at": expires_at})


async def pass_second_factor(db: AsyncConnection, token_hash: bytes, new_hash: bytes) -> bool:
    """Completes the session under a fresh token; False when somebody was faster."""
    query = text("""
        UPDATE sessions SET token_hash = :new, second_factor_passed = true
        WHERE token_hash = :old AND revoked_at IS NULL AND NOT second_factor_passed
    """)
    return (await db.execute(query, {"old": token_hash, "new": new_hash})).rowcount == 1


async def seen(db: AsyncConnection, token_hash: bytes, now: datetime) -> None:
    query = text("UPDATE sessions SET seen_at = :now WHERE token_hash = :token_hash")
    await db.execute(query, {"token_hash": token_hash, "now": now})


async def end(db: AsyncConnection, token_hash: bytes, now: datetime) -> None:
    query = text("UPDATE sessions SET revoked_at = :now WHERE token_hash = :token_hash AND revoked_at IS NULL")
    await db.execute(query, {"token_hash": token_hash, "now": now})


async def end_all_of(db: AsyncConnection, officer_id: int, now: datetime, *, but: bytes = b"") -> None:
    """Ends every session of this officer, except the one whose token is named."""
    query = text("""
        UPDATE sessions SET revoked_at = :now
        WHERE officer_id = :officer AND revoked_at IS NULL AND token_hash <> :but
    """)
    await db.execute(query, {"officer": officer_id, "now": now, "but": but})


@dataclass(frozen=True, slots=True)
class Failures:
    """How often signing in failed lately: for this name from this address, for this name, from this address."""

    here: int
    name: int
    address: int


async def note_try(db: AsyncConnection, username: str, address: str, now: datetime) -> int:
    """Notes a try as failed until it is known better; its id."""
    query = text("""
        INSERT INTO sign_in_tries (username, address, succeeded, at) VALUES (:username, :address, false, :now)
        RETURNING id
    """)
    return int((await db.execute(query, {"username": username, "address": address, "now": now})).scalar_one())


async def try_succeeded(db: AsyncConnection, attempt: int) -> None:
    await db.execute(text("UPDATE sign_in_tries SET succeeded = true WHERE id = :id"), {"id": attempt})


async def forget_try(db: AsyncConnection, attempt: int) -> None:
    """A try that neither failed nor is through: the second factor is still to come."""
    await db.execute(text("DELETE FROM sign_in_tries WHERE id = :id"), {"id": attempt})


async def failures(db: AsyncConnection, username: str, address: str, since: datetime) -> Failures:
    """Failed tries since then, this one included. A success wipes the slate for that name at that address."""
    query = text("""
        SELECT count(*) FILTER (WHERE username = :username AND address = :address AND at > coalesce((
                SELECT max(at) FROM sign_in_tries
                WHERE username = :username AND address = :address AND succeeded AND at > :since), :since)),
            count(*) FILTER (WHERE username = :username),
            count(*) FILTER (WHERE address = :address)
        FROM sign_in_tries WHERE NOT succeeded AND at > :since AND (username = :username OR address = :address)
    """)
    values = {"username": username, "address": address, "since": since}
    return Failures(*(await db.execute(query, values)).one())


async def last_success(db: AsyncConnection, username: str) -> datetime | None:
    """When this officer last came in: a code of the second factor from before then is used up."""
    query = text("SELECT max(at) FROM sign_in_tries WHERE username = :username AND succeeded")
    moment: datetime | None = (await db.execute(query, {"username": username})).scalar_one()
    return moment


async def forget_old(db: AsyncConnection, before: datetime) -> None:
    """Tries and sessions from long ago tell nothing any more."""
    await db.execute(text("DELETE FROM sign_in_tries WHERE at < :before"), {"before": before})
    await db.execute(text("DELETE FROM sessions WHERE expires_at < :before"), {"before": before})
