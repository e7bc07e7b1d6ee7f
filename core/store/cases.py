"""Cases: their numbers, and what a conversation needs to know of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import RowMapping, text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.rules.report import Identity, Receipt, Report
from core.store.conversations import NOTHING_UNDER_WAY
from core.store.locks import Work


@dataclass(frozen=True, slots=True)
class Case:
    """A case as a procedure holds it: its row, locked, with the end of its ledger."""

    id: int
    number: str
    conversation_id: int
    state: str
    legal_kind: str
    kind: str
    sector: str
    components: tuple[str, ...]
    unsure: tuple[str, ...]
    language: str
    matter: str
    service: str
    received_at: datetime
    completed_at: datetime | None
    answered_at: datetime | None
    ledger_seq: int
    ledger_hash: bytes


async def next_in_year(db: AsyncConnection, year: int) -> int:
    """The next running number of the year. A transaction that fails leaves a gap."""
    query = text("SELECT nextval(CAST(:sequence AS regclass))")
    return int((await db.execute(query, {"sequence": f"case_numbers_{year}"})).scalar_one())


async def open_years(db: AsyncConnection, years: Sequence[int]) -> None:
    """Makes the running numbers of these years, where they are not there yet. Programs starting at once take turns."""
    await db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": int(Work.NUMBERING)})
    for year in years:
        await db.execute(text(f"CREATE SEQUENCE IF NOT EXISTS case_numbers_{int(year)}"))


CASE_COLUMNS = ", ".join(f"cases.{name}" for name in Case.__slots__)


async def locked(db: AsyncConnection, case_id: int) -> Case:
    """The case, kept from others until the transaction ends."""
    query = text(f"SELECT {CASE_COLUMNS} FROM cases WHERE id = :id FOR UPDATE")
    return _case((await db.execute(query, {"id": case_id})).mappings().one())


async def by_number(db: AsyncConnection, number: str) -> Case | None:
    """The case with this number, not locked. A number alone opens nothing: who may see it, the caller checks."""
    query = text(f"SELECT {CASE_COLUMNS} FROM cases WHERE number = :number")
    row = (await db.execute(query, {"number": number})).mappings().one_or_none()
    return _case(row) if row else None


async def by_id(db: AsyncConnection, case_id: int) -> Case:
    """The case, not locked."""
    query = text(f"SELECT {CASE_COLUMNS} FROM cases WHERE id = :id")
    return _case((await db.execute(query, {"id": case_id})).mappings().one())


async def report_of(db: AsyncConnection, case_id: int) -> Report:
    """What the citizen has reported, as it stands on record. An attachment nobody has read counts as unread."""
    query = text("""
        SELECT matter, reporters.name, reporters.identity, on_behalf_of, service, receipt, received_on,
            EXISTS (
                SELECT 1 FROM attachments JOIN messages ON messages.id = attachments.message_id
                WHERE messages.case_id = cases.id AND coalesce(attachments.text, '') = '' AND looked_at IS NULL
            )
        FROM cases JOIN reporters ON reporters.case_id = cases.id WHERE cases.id = :id
    """)
    matter, name, identity, behalf, service, receipt, received_on, unread = (
        await db.execute(query, {"id": case_id})
    ).one()
    return Report(matter, name, Identity(identity), behalf, service, Receipt(receipt), received_on, unread)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a case has come, for who asks. `held_since` is None while nobody has taken it, `sent_at` while its answer
    has not left; `next_step_on` is the day an interim answer promised, `forwarded_to` where the case was sent on."""

    held_since: datetime | None
    answered_at: datetime | None
    sent_at: datetime | None
    closed_at: datetime | None
    next_step_on: date | None
    forwarded_to: str


async def progress_of(db: AsyncConnection, case_id: int) -> Progress:
    """An answer the bot gave at once has left with the reply that gave it."""
    query = text("""
        SELECT
            CASE WHEN holder_id IS NOT NULL THEN coalesce(
                (SELECT max(at) FROM ledger WHERE case_id = cases.id AND kind IN ('taken', 'given')), received_at
            ) END,
            answered_at,
            CASE WHEN EXISTS (SELECT 1 FROM answers WHERE case_id = cases.id) THEN (
                SELECT max(sent_at) FROM outbox JOIN answers ON answers.outbox_id = outbox.id
                WHERE answers.case_id = cases.id
            ) ELSE answered_at END,
            closed_at,
            (SELECT max(due_on) FROM clocks WHERE case_id = cases.id AND rule = 'next-step' AND met_at IS NULL),
            coalesce((SELECT other_office FROM forwardings WHERE case_id = cases.id ORDER BY id DESC LIMIT 1), '')
        FROM cases WHERE id = :id
    """)
    return Progress(*(await db.execute(query, {"id": case_id})).one())


async def is_of(db: AsyncConnection, case_id: int, conversation_id: int) -> bool:
    """Whether the case belongs to this conversation."""
    query = text("SELECT EXISTS (SELECT 1 FROM cases WHERE id = :id AND conversation_id = :conversation)")
    return bool((await db.execute(query, {"id": case_id, "conversation": conversation_id})).scalar_one())


async def exists(db: AsyncConnection, case_id: int) -> bool:
    """Whether there is a case with this id."""
    return bool(
        (await db.execute(text("SELECT EXISTS (SELECT 1 FROM cases WHERE id = :id)"), {"id": case_id})).scalar_one()
    )


def _case(row: RowMapping) -> Case:
    listed = {name: tuple(row[name]) for name in ("components", "unsure")}
    return Case(**{**row, **listed})


@dataclass(frozen=True, slots=True)
class Settled:
    """What an officer has said last about a case, so that no machine says otherwise."""

    tags: bool
    legal_kind: bool


async def settled_by_officer(db: AsyncConnection, case_id: int) -> Settled:
    """Whose word stands on the case's tags and on its legal kind."""
    query = text("""
        SELECT
            coalesce((SELECT author FROM tags WHERE case_id = :id ORDER BY id DESC LIMIT 1) LIKE :officer, false),
            coalesce((SELECT author FROM legal_kinds WHERE case_id = :id ORDER BY id DESC LIMIT 1) LIKE :officer, false)
    """)
    return Settled(*(await db.execute(query, {"id": case_id, "officer": "officer:%"})).one())


@dataclass(frozen=True, slots=True)
class Clock:
    """One promise of time on a case."""

    id: int
    case_id: int
    rule: str
    clause: str
    days: int
    started_on: date
    due_on: date
    promised_on: date | None
    provisional: bool
    calendar_version: str
    met_at: datetime | None


CLOCK_COLUMNS = ", ".join(f"clocks.{name}" for name in Clock.__slots__)


async def clocks_of(db: AsyncConnection, case_id: int) -> Sequence[Clock]:
    """Every clock of the case, the running ones first, the earliest due first."""
    query = text(f"SELECT {CLOCK_COLUMNS} FROM clocks WHERE case_id = :id ORDER BY met_at NULLS FIRST, due_on, id")
    return [Clock(*row) for row in await db.execute(query, {"id": case_id})]


async def clocks_ended_as(db: AsyncConnection, case_id: int, ended_as: str) -> Sequence[Clock]:
    """The clocks of the case that ended this way."""
    query = text(f"SELECT {CLOCK_COLUMNS} FROM clocks WHERE case_id = :id AND ended_as = :ended_as ORDER BY id")
    return [Clock(*row) for row in await db.execute(query, {"id": case_id, "ended_as": ended_as})]


async def counted_by_another_calendar(
    db: AsyncConnection, calendar_version: str, *, most: int = 50
) -> list[tuple[int, int]]:
    """Cases with a running clock that another version of the calendar has set: (case, conversation)."""
    query = text("""
        SELECT DISTINCT case_id, conversation_id FROM clocks JOIN cases ON cases.id = clocks.case_id
        WHERE met_at IS NULL AND calendar_version <> :version ORDER BY case_id LIMIT :most
    """)
    rows = await db.execute(query, {"version": calendar_version, "most": most})
    return [(row[0], row[1]) for row in rows]


async def silent_until(
    db: AsyncConnection, today: date, *, case_id: int | None = None, most: int = 20
) -> list[tuple[int, int]]:
    """Cases whose citizen has let the last question go unanswered for the days of K6.5b: (case, conversation).

    With a case, only that one. What the citizen said and nobody heard, or what never left the house, is no silence.
    """
    query = text(f"""
        SELECT cases.id, cases.conversation_id FROM clocks JOIN cases ON cases.id = clocks.case_id
            JOIN conversations ON conversations.id = cases.conversation_id
        WHERE clocks.rule = 'silence' AND clocks.met_at IS NULL AND clocks.due_on < :today
            AND (CAST(:case AS bigint) IS NULL OR cases.id = :case) AND {NOTHING_UNDER_WAY}
        ORDER BY clocks.due_on LIMIT :most
    """)
    rows = await db.execute(query, {"today": today, "case": case_id, "most": most})
    return [(row[0], row[1]) for row in rows]


async def put_off_silence(db: AsyncConnection, conversation_id: int, until: date) -> None:
    """The end of waiting in this conversation is looked at again on a later day."""
    query = text("""
        UPDATE clocks SET due_on = :until FROM cases
        WHERE cases.id = clocks.case_id AND cases.conversation_id = :id AND rule = 'silence' AND met_at IS NULL
            AND due_on < :until
    """)
    await db.execute(query, {"id": conversation_id, "until": until})


async def count(db: AsyncConnection) -> int:
    """How many cases there are."""
    return int((await db.execute(text("SELECT count(*) FROM cases"))).scalar_one())
