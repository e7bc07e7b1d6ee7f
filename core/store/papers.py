"""Papers typed in: whether a form was taken before, what is known of a case's paper, what was typed lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.reviews import NAME_OF_AUTHOR
from core.store.viewers import Viewer, values_of, visible_to

INBOX = "paper"
"""Forms stand in the inbox like any message, so that one sent twice is taken once."""


@dataclass(frozen=True, slots=True)
class PaperIds:
    """Ids taken ahead, so that rows can point to each other before they are written."""

    conversation: int
    message: int
    case: int
    person: int


@dataclass(frozen=True, slots=True)
class Paper:
    """How a case's paper came, who typed it, and where its writer can be reached. `way` is the letter of K6.2."""

    way: str
    hour_known: bool
    written_on: date | None
    sent_on: date | None
    reference: str
    slip: str
    late_because: str
    author_name: str
    typed_at: datetime
    opening_id: int | None
    box: str
    phone: str
    mail: str
    postal_address: str

    @property
    def has_contact(self) -> bool:
        return bool(self.phone or self.mail or self.postal_address)


async def claim(db: AsyncConnection, form_id: str) -> bool:
    """Whether this form is taken for the first time. Waits for a twin that is being recorded right now."""
    query = text("""
        INSERT INTO inbox (channel, provider_id) VALUES (:channel, :form) ON CONFLICT DO NOTHING RETURNING provider_id
    """)
    return (await db.execute(query, {"channel": INBOX, "form": form_id})).first() is not None


async def numbers_of(db: AsyncConnection, form_id: str, author: str) -> Sequence[str]:
    """What this author's form became, in its order; an empty number for a word of thanks."""
    query = text("""
        SELECT coalesce(number, '') FROM papers LEFT JOIN cases ON cases.id = case_id
        WHERE form_id = :form AND author = :author ORDER BY place
    """)
    return (await db.execute(query, {"form": form_id, "author": author})).scalars().all()


async def new_ids(db: AsyncConnection) -> PaperIds:
    query = text("""
        SELECT nextval('conversations_id_seq'), nextval('messages_id_seq'), nextval('cases_id_seq'),
            nextval('people_id_seq')
    """)
    return PaperIds(*(await db.execute(query)).one())


async def scans_were_seen(db: AsyncConnection, message_id: int, now: datetime) -> None:
    """Whoever typed the paper has seen its picture."""
    query = text("UPDATE attachments SET looked_at = :now WHERE message_id = :message")
    await db.execute(query, {"message": message_id, "now": now})


async def of_case(db: AsyncConnection, case_id: int) -> Paper | None:
    query = text(f"""
        SELECT way, hour_known, written_on, sent_on, reference, slip, late_because,
            coalesce({NAME_OF_AUTHOR}, papers.author), typed_at, opening_id,
            coalesce((SELECT box FROM box_openings WHERE box_openings.id = opening_id), ''),
            coalesce(phone, ''), coalesce(mail, ''), coalesce(postal_address, '')
        FROM papers LEFT JOIN reporters ON reporters.case_id = papers.case_id
        WHERE papers.case_id = :id
    """)
    row = (await db.execute(query, {"id": case_id})).one_or_none()
    return Paper(*row) if row else None


@dataclass(frozen=True, slots=True)
class Typed:
    """A paper that somebody typed in, for the list beside the form."""

    number: str
    way: str
    typed_at: datetime


async def typed_lately(db: AsyncConnection, viewer: Viewer, *, most: int = 6) -> Sequence[Typed]:
    """This officer's newest papers that have a number."""
    query = text(f"""
        SELECT number, way, typed_at FROM papers JOIN cases ON cases.id = papers.case_id
        WHERE papers.author = :author AND {visible_to(viewer)} ORDER BY papers.id DESC LIMIT :most
    """)
    values = {**values_of(viewer), "author": viewer.author, "most": most}
    return [Typed(*row) for row in await db.execute(query, values)]


async def main_day(db: AsyncConnection, case_id: int, rule: str) -> date | None:
    """The day that stands on the receipt: what was promised, else what the law says."""
    query = text("SELECT coalesce(promised_on, due_on) FROM clocks WHERE case_id = :case AND rule = :rule")
    day: date | None = (await db.execute(query, {"case": case_id, "rule": rule})).scalar()
    return day
