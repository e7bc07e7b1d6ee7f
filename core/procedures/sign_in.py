"""Signing in: password, second factor, sessions that run out, and patience with wrong guesses that has an end."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures.passwords import is_fresh_code, is_right
from core.rules.calendar import office_day
from core.rules.roles import Role
from core.store import officers, sessions
from core.store.database import Begin
from core.store.sessions import Failures, Session
from core.store.viewers import Viewer

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=1)
"""How often a session in use is written down as seen."""

WAIT = timedelta(minutes=15)
MOST = Failures(here=5, name=20, address=60)
"""Wrong tries within WAIT. A whole office may share one address, and nobody shall lock out a colleague from afar."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who is behind a session. Until it is `complete` the second factor is still to come; `enrolled`: it is set up."""

    viewer: Viewer
    username: str
    csrf_token: str
    preferences: Mapping[str, Any]
    acting: str
    complete: bool
    enrolled: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A session's token, for the cookie; only its hash is kept here."""

    token: str
    complete: bool


class WrongPassword(Exception):
    """Name and password do not belong together; which of them is wrong is nobody's business."""


class WrongCode(Exception):
    """Not the code of this moment, or one that was used."""


class TooManyTries(Exception):
    """Too many wrong tries; another may be made after WAIT."""


class SessionOver(Exception):
    """The session ended while the code was typed."""


async def whose_session(
    db: AsyncConnection, token: str, tiers: Iterable[str], now: datetime, *, kept_up: bool = True
) -> Arrival | None:
    """The person behind the token. Whoever acts for the Kepala today is the Kepala; `tiers` end with that one."""
    today, digest = office_day(now), token_hash(token)
    found = await sessions.open_now(db, digest, today=today, now=now, seen_after=now - IDLE)
    if found is None:
        return None
    if kept_up and now - found.seen_at >= NOTED_EVERY:
        await sessions.seen(db, digest, now)
    return Arrival(
        _viewer(found, tiers),
        found.username,
        found.csrf_token,
        found.preferences,
        found.acting,
        found.second_factor_passed,
        bool(found.totp_secret),
    )


def _viewer(found: Session, tiers: Iterable[str]) -> Viewer:
    if found.acting:
        return Viewer(found.officer_id, found.name, Role.KEPALA, tier=[*tiers][-1])
    return Viewer(found.officer_id, found.name, Role(found.role), found.tier, found.agency)


async def sign_in(begin: Begin, username: str, password: str, address: str, *, now: datetime) -> Opened:
    """Opens a session. Raises WrongPassword or TooManyTries.

    The try is on record before the password is looked at: many at once get no more guesses than one after the other.
    """
    username = plain_username(username)
    async with begin() as db:
        attempt = await _new_try(db, username, address, now)
        account = await officers.by_username(db, username)
    known = account if account and account.active else None
    if not await is_right(known.password_hash if known else None, password) or known is None:
        raise WrongPassword
    async with begin() as db:
        if known.second_factor:
            await sessions.forget_try(db, attempt)
        else:
            await sessions.try_succeeded(db, attempt)
        return await _open(db, known.id, passed=not known.second_factor, now=now)


async def pass_second_factor(begin: Begin, token: str, code: str, address: str, *, now: datetime) -> Opened:
    """Completes the session, under a new token; the first good code also sets the second factor up.

    Raises WrongCode, TooManyTries, SessionOver.
    """
    digest = token_hash(token)
    async with begin() as db:
        found = await sessions.open_now(db, digest, today=office_day(now), now=now, seen_after=now - IDLE)
        if found is None:
            raise SessionOver
        used_until = await sessions.last_success(db, found.username)
        attempt = await _new_try(db, found.username, address, now)
    secret = found.totp_secret or enrolment_secret(token)
    if not is_fresh_code(secret, code, now, used_until):
        raise WrongCode
    fresh = secrets.token_urlsafe(32)
    async with begin() as db:
        if not await sessions.pass_second_factor(db, digest, token_hash(fresh)):
            raise SessionOver
        await sessions.try_succeeded(db, attempt)
        if not found.totp_secret:
            await officers.keep_secret(db, found.officer_id, secret)
    return Opened(fresh, complete=True)


async def change_password(
    begin: Begin, token: str, officer_id: int, old: str, new_hash: str, address: str, *, now: datetime
) -> None:
    """A person's own new password; every other session of theirs ends. Raises WrongPassword or TooManyTries."""
    async with begin() as db:
        account = await officers.by_id(db, officer_id)
        attempt = await _new_try(db, account.username if account else "", address, now)
    if not await is_right(account.password_hash if account else None, old):
        raise WrongPassword
    async with begin() as db:
        await sessions.forget_try(db, attempt)
        await officers.keep_password(db, officer_id, new_hash)
        await sessions.end_all_of(db, officer_id, now, but=token_hash(token))


def enrolment_secret(token: str) -> str:
    """The second factor's secret while it is being set up: the same however often the page is loaded, kept nowhere."""
    return base64.b32encode(hmac.digest(token.encode(), b"second factor", hashlib.sha256)[:20]).decode()


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def plain_username(typed: str) -> str:
    return typed.strip().lower()[:80]


async def _open(db: AsyncConnection, officer_id: int, *, passed: bool, now: datetime) -> Opened:
    token = secrets.token_urlsafe(32)
    await sessions.begin_session(
        db, token_hash(token), officer_id, secrets.token_urlsafe(32), passed=passed, now=now, expires_at=now + LONGEST
    )
    return Opened(token, passed)


async def _new_try(db: AsyncConnection, username: str, address: str, now: datetime) -> int:
    """Notes the try, unless there were too many: those that only wait do not make the wait longer."""
    attempt = await sessions.note_try(db, username, address, now)
    failed = await sessions.failures(db, username, address, now - WAIT)
    if failed.here > MOST.here or failed.name > MOST.name or failed.address > MOST.address:
        raise TooManyTries
    return attempt
