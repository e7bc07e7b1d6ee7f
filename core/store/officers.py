"""Officers: their accounts, who is away, who stands in for the Kepala, and whose cases wait for somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Account:
    """An officer as the sign-in needs one. `totp_secret` is empty until the second factor was set up."""

    id: int
    username: str
    name: str
    password_hash: str
    totp_secret: str
    second_factor: bool
    active: bool
    role: str


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """Who is to be added. `tier` is the officer's own (K6.7a), `agency` the technical team's (K6.7b)."""

    username: str
    name: str
    role: str
    tier: str = ""
    agency: str = ""
    mail_address: str = ""
    second_factor: bool = True


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer as the page of people lists one. `sessions` are those open now."""

    id: int
    username: str
    name: str
    role: str
    tier: str
    agency: str
    mail_address: str
    active: bool
    sessions: int


@dataclass(frozen=True, slots=True)
class Absence:
    id: int
    officer_id: int
    name: str
    deputy: str
    from_on: date
    to_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class ActingHead:
    """Who acts for the Kepala: as Plh (for days) or Plt (until there is another), by which decree."""

    id: int
    officer_id: int
    name: str
    kind: str
    decree: str
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open case whose holder is away. `because` is "absence", or "inactive" for one who left the desk."""

    case_id: int
    version: int
    holder_id: int
    deputy_id: int | None
    because: str


ACCOUNT = "id, username, name, password_hash, totp_secret, second_factor, active, role"


async def by_username(db: AsyncConnection, username: str) -> Account | None:
    query = text(f"SELECT {ACCOUNT} FROM officers WHERE username = :username")
    row = (await db.execute(query, {"username": username})).one_or_none()
    return Account(*row) if row else None


async def by_id(db: AsyncConnection, officer_id: int) -> Account | None:
    query = text(f"SELECT {ACCOUNT} FROM officers WHERE id = :id")
    row = (await db.execute(query, {"id": officer_id})).one_or_none()
    return Account(*row) if row else None


async def add(db: AsyncConnection, new: NewOfficer, password_hash: str, now: datetime) -> int | None:
    """The new officer's id; None when the username is taken."""
    query = text("""
        INSERT INTO officers
            (username, name, role, tier, agency, mail_address, second_factor, password_hash, created_at)
        VALUES (:username, :name, :role, :tier, :agency, :mail_address, :second_factor, :password_hash, :now)
        ON CONFLICT (username) DO NOTHING RETURNING id
    """)
    values = {name: getattr(new, name) for name in NewOfficer.__slots__}
    row = (await db.execute(query, {**values, "password_hash": password_hash, "now": now})).one_or_none()
    return int(row[0]) if row else None


async def everyone(db: AsyncConnection, now: datetime, seen_after: datetime) -> Sequence[Officer]:
    """All officers, those at work first, each with how many sessions are open."""
    query = text("""
        SELECT id, username, name, role, tier, agency, mail_address, active,
            (SELECT count(*) FROM sessions
             WHERE officer_id = officers.id AND revoked_at IS NULL AND expires_at > :now AND seen_at > :seen_after)
        FROM officers ORDER BY active DESC, lower(name), id
    """)
    return [Officer(*row) for row in await db.execute(query, {"now": now, "seen_after": seen_after})]


async def any_there(db: AsyncConnection) -> bool:
    """Whether anybody has an account yet."""
    return bool((await db.execute(text("SELECT EXISTS (SELECT 1 FROM officers)"))).scalar_one())


async def other_administrators(db: AsyncConnection, officer_id: int) -> int:
    """How many active administrators there are besides this officer. Locks them: two cannot both be the last to go."""
    query = text("""
        SELECT id FROM officers WHERE role = 'administrator' AND active AND id <> :id FOR UPDATE
    """)
    return len((await db.execute(query, {"id": officer_id})).all())


async def set_active(db: AsyncConnection, officer_id: int, active: bool) -> None:
    await db.execute(text("UPDATE officers SET active = :active WHERE id = :id"), {"id": officer_id, "active": active})


async def keep_password(db: AsyncConnection, officer_id: int, password_hash: str) -> None:
    query = text("UPDATE officers SET password_hash = :hash WHERE id = :id")
    await db.execute(query, {"id": officer_id, "hash": password_hash})


async def keep_secret(db: AsyncConnection, officer_id: int, secret: str) -> None:
    """The secret of the second factor, unless there is one already. An empty one lets it be set up anew."""
    query = text("UPDATE officers SET totp_secret = :secret WHERE id = :id AND (totp_secret = '' OR :secret = '')")
    await db.execute(query, {"id": officer_id, "secret": secret})


async def absences(db: AsyncConnection, today: date) -> Sequence[Absence]:
    """Who is or will be away."""
    query = text("""
        SELECT absences.id, officer_id, officers.name, coalesce(deputies.name, ''), from_on, to_on, reason
        FROM absences JOIN officers ON officers.id = officer_id
        LEFT JOIN officers AS deputies ON deputies.id = deputy_id
        WHERE to_on >= :today AND to_on >= from_on ORDER BY from_on, absences.id
    """)
    return [Absence(*row) for row in await db.execute(query, {"today": today})]


async def add_absence(
    db: AsyncConnection, officer_id: int, deputy_id: int | None, from_on: date, to_on: date, reason: str
) -> None:
    query = text("""
        INSERT INTO absences (officer_id, deputy_id, from_on, to_on, reason)
        VALUES (:officer, :deputy, :from_on, :to_on, :reason)
    """)
    values = {"officer": officer_id, "deputy": deputy_id, "from_on": from_on, "to_on": to_on, "reason": reason}
    await db.execute(query, values)


async def end_absence(db: AsyncConnection, absence_id: int, today: date) -> None:
    """Back at the desk: the absence ended yesterday."""
    query = text("UPDATE absences SET to_on = :today - 1 WHERE id = :id AND to_on >= :today")
    await db.execute(query, {"id": absence_id, "today": today})


async def acting_heads(db: AsyncConnection, from_on: date, to_on: date) -> Sequence[ActingHead]:
    """Who acts for the Kepala on any of these days."""
    query = text("""
        SELECT acting_heads.id, officer_id, name, kind, decree, from_on, to_on
        FROM acting_heads JOIN officers ON officers.id = officer_id
        WHERE to_on >= :from_on AND from_on <= :to_on AND to_on >= from_on ORDER BY from_on, acting_heads.id
    """)
    return [ActingHead(*row) for row in await db.execute(query, {"from_on": from_on, "to_on": to_on})]


async def add_acting_head(
    db: AsyncConnection, officer_id: int, kind: str, decree: str, from_on: date, to_on: date
) -> None:
    query = text("""
        INSERT INTO acting_heads (officer_id, kind, decree, from_on, to_on)
        VALUES (:officer, :kind, :decree, :from_on, :to_on)
    """)
    values = {"officer": officer_id, "kind": kind, "decree": decree, "from_on": from_on, "to_on": to_on}
    await db.execute(query, values)


async def end_acting_head(db: AsyncConnection, acting_id: int, today: date) -> None:
    """From now on nobody acts for the Kepala by this decree."""
    query = text("UPDATE acting_heads SET to_on = :today - 1 WHERE id = :id AND to_on >= :today")
    await db.execute(query, {"id": acting_id, "today": today})


async def held_by_absent(db: AsyncConnection, today: date, *, most: int = 50) -> Sequence[Waiting]:
    """Open cases whose holder is away today or has left, locked; those that somebody works on now come next time."""
    query = text("""
        SELECT cases.id, cases.version, holder_id, away.deputy_id,
            CASE WHEN officers.active THEN 'absence' ELSE 'inactive' END
        FROM cases JOIN officers ON officers.id = holder_id LEFT JOIN LATERAL (
            SELECT deputy_id FROM absences WHERE officer_id = holder_id AND :today BETWEEN from_on AND to_on
            ORDER BY id DESC LIMIT 1
        ) AS away ON true
        WHERE cases.state IN ('incomplete', 'open', 'answered') AND (NOT officers.active OR EXISTS (
            SELECT 1 FROM absences WHERE officer_id = holder_id AND :today BETWEEN from_on AND to_on
        ))
        ORDER BY cases.id LIMIT :most FOR UPDATE OF cases SKIP LOCKED
    """)
    return [Waiting(*row) for row in await db.execute(query, {"today": today, "most": most})]
