"""Who works at the desk: added, gone, away, standing in for the Kepala; and what becomes of the cases they hold."""

import re
import secrets
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures.not_ready import NotReady
from core.procedures.passwords import SHORTEST
from core.rules.missing import Missing
from core.rules.roles import Role
from core.store import cases, ledger, officers, sessions
from core.store.new_rows import NewRows
from core.store.officers import NewOfficer

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
ON_A_TIER = frozenset({Role.OFFICER, Role.TEAM_LEADER, Role.KEPALA})
MAY_ACT = frozenset({Role.OFFICER, Role.TEAM_LEADER})
KINDS = ("Plh", "Plt")
SPEAKABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def missing_in_officer(new: NewOfficer, password: str, tiers: Collection[str]) -> tuple[Missing, ...]:
    """What an account still lacks: tiers for those who settle complaints (K6.7a), the agency for a technical team."""
    parts = {
        "people.username": USERNAME.fullmatch(new.username) is not None,
        "people.name": bool(new.name),
        "people.role": new.role in set(Role),
        "people.tier": new.role not in ON_A_TIER or new.tier in tiers,
        "people.agency": new.role != Role.TECHNICAL_TEAM or bool(new.agency),
        "people.password": len(password) >= SHORTEST,
    }
    return _lacking(parts)


def on_usual_tier(new: NewOfficer, tiers: Sequence[str]) -> NewOfficer:
    """Without a tier: the Kepala stands on the highest, who else settles complaints on the lowest."""
    if new.tier or new.role not in ON_A_TIER:
        return new
    return replace(new, tier=tiers[-1] if new.role == Role.KEPALA else tiers[0])


async def add_officer(db: AsyncConnection, new: NewOfficer, password_hash: str, *, now: datetime) -> int:
    """The new officer's id. Raises NotReady when the username is taken."""
    added = await officers.add(db, new, password_hash, now)
    if added is None:
        raise NotReady(_lacking({"people.username_free": False}))
    return added


async def let_go(db: AsyncConnection, officer_id: int, *, by: int, now: datetime, today: date) -> None:
    """No desk any more: sessions end, cases return to the queue. Raises NotReady: never oneself."""
    others = await officers.other_administrators(db, officer_id)
    missing = _lacking({"people.not_yourself": officer_id != by, "people.an_administrator_stays": others > 0})
    if missing:
        raise NotReady(missing)
    await officers.set_active(db, officer_id, active=False)
    await sessions.end_all_of(db, officer_id, now)
    await return_cases_of_absent(db, today, now)


async def take_back(db: AsyncConnection, officer_id: int) -> None:
    await officers.set_active(db, officer_id, active=True)


def fresh_password() -> str:
    """A first password for somebody else: easy to read aloud, over 70 bits."""
    letters = [secrets.choice(SPEAKABLE) for _ in range(16)]
    return "-".join("".join(letters[n : n + 4]) for n in range(0, 16, 4))


async def set_password(db: AsyncConnection, officer_id: int, password_hash: str, *, now: datetime) -> None:
    """A new password from the administrator: sessions end, the second factor is set up anew."""
    await officers.keep_password(db, officer_id, password_hash)
    await officers.keep_secret(db, officer_id, "")
    await sessions.end_all_of(db, officer_id, now)


async def begin_absence(
    db: AsyncConnection,
    officer_id: int,
    deputy_id: int | None,
    days: tuple[date | None, date | None],
    reason: str,
    *,
    today: date,
    now: datetime,
) -> None:
    """From the first day on the cases lie in the queue again. Raises NotReady."""
    from_on, to_on = days
    away = {absence.officer_id for absence in await officers.absences(db, today) if _meet(absence, from_on, to_on)}
    missing = _lacking(
        {
            "people.officer": await _at_work(db, officer_id) is not None,
            "people.days": from_on is not None and to_on is not None and max(from_on, today) <= to_on,
            "people.deputy": deputy_id is None or await _at_work(db, deputy_id) is not None,
            "people.another_deputy": deputy_id is None or (deputy_id != officer_id and deputy_id not in away),
        }
    )
    if missing or from_on is None or to_on is None:
        raise NotReady(missing)
    await officers.add_absence(db, officer_id, deputy_id, from_on, to_on, reason)
    await return_cases_of_absent(db, today, now)


async def appoint_acting_head(
    db: AsyncConnection,
    officer_id: int,
    kind: str,
    decree: str,
    days: tuple[date | None, date | None],
    *,
    today: date,
) -> None:
    """Plh or Plt from day to day by decree, never for days gone by, never two at once. Raises NotReady."""
    from_on, to_on = days
    account = await _at_work(db, officer_id)
    known = from_on is not None and to_on is not None and today <= from_on <= to_on
    missing = _lacking(
        {
            "people.officer": account is not None and account.role in MAY_ACT,
            "people.kind": kind in KINDS,
            "people.decree": bool(decree),
            "people.days_ahead": known,
        }
    )
    if missing or from_on is None or to_on is None:
        raise NotReady(missing)
    if await officers.acting_heads(db, from_on, to_on):
        raise NotReady(_lacking({"people.one_acting_head": False}))
    await officers.add_acting_head(db, officer_id, kind, decree, from_on, to_on)


async def return_cases_of_absent(db: AsyncConnection, today: date, now: datetime) -> int:
    """Gives open cases of whoever is away today, or has left, back to the queue; says how many."""
    waiting, rows = await officers.held_by_absent(db, today), NewRows()
    for one in waiting:
        case = await cases.locked(db, one.case_id)
        rows.change("cases", case.id, holder_id=None, version=one.version + 1, changed_at=now)
        payload = {"by": "aduan", "holder": one.holder_id, "because": one.because, "deputy": one.deputy_id}
        ledger.append(rows, case, "returned", payload, now)
    await rows.save(db)
    return len(waiting)


async def _at_work(db: AsyncConnection, officer_id: int) -> officers.Account | None:
    account = await officers.by_id(db, officer_id)
    return account if account and account.active else None


def _meet(absence: officers.Absence, from_on: date | None, to_on: date | None) -> bool:
    return from_on is not None and to_on is not None and absence.from_on <= to_on and from_on <= absence.to_on


def _lacking(parts: dict[str, bool]) -> tuple[Missing, ...]:
    return tuple(Missing("people", "K6.7", what) for what, there in parts.items() if not there)
