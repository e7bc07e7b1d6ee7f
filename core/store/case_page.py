"""Everything the page of one case shows, in few queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.rules.likeness import LETTERS, likeness, pieces
from core.store.cases import Clock, clocks_of
from core.store.reviews import NAME_OF_AUTHOR
from core.store.viewers import Viewer, values_of, visible_to


@dataclass(frozen=True, slots=True)
class Attached:
    """What hung on a message. `text` is what could be read in it, `looked_at` when an officer looked."""

    id: int
    message_id: int
    name: str
    media_type: str
    size: int
    text: str
    text_due: bool
    looked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """One message. `delivery` is "" for the citizen's, else the outbox's state or the furthest receipt."""

    id: int
    author: str
    author_name: str
    channel: str
    subject: str
    text: str
    at: datetime
    has_original: bool
    delivery: str
    trouble: str
    tries: int
    purpose: str
    attachments: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision with its words; `verdict_reason` is the note an officer wrote with the verdict."""

    id: int
    rule: str
    clause: str
    clause_text: str
    force: str
    legal_kind: str
    because: str
    facts: Mapping[str, str]
    at: datetime
    verdict: str
    verdict_by: str
    verdict_reason: str

    @property
    def open(self) -> bool:
        return self.force == "may" and not self.verdict


@dataclass(frozen=True, slots=True)
class TagLine:
    """One grouping of the text, by the classifier or by an officer."""

    author: str
    author_name: str
    kind: str
    sector: str
    components: tuple[str, ...]
    unsure: tuple[str, ...]
    confidence: Mapping[str, float]
    evidence: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    kind: str
    payload: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    author_name: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Similar:
    number: str
    state: str
    received_at: datetime
    likeness: float


@dataclass(frozen=True, slots=True)
class Linked:
    """Another matter of the same report ("split"), or the same matter from elsewhere ("same")."""

    number: str
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class Forwarding:
    id: int
    choice: str
    other_office: str
    consent: bool
    author_name: str
    at: datetime
    citizen_told_at: datetime | None
    receiver_confirmed_at: datetime | None
    confirmation: str


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class CaseHead:
    """The case's own row with its reporter and holder. `read_lately`: this viewer gave a reason a short while ago."""

    id: int
    number: str
    conversation_id: int
    version: int
    state: str
    legal_kind: str
    kind: str
    sector: str
    components: tuple[str, ...]
    unsure: tuple[str, ...]
    language: str
    channel: str
    matter: str
    service: str
    receipt: str
    received_on: date | None
    received_at: datetime
    answered_at: datetime | None
    closed_at: datetime | None
    holder_id: int | None
    holder_name: str
    tier: str
    category: str
    agency: str
    regulation: str
    person_id: int | None
    identity: str
    name: str
    on_behalf_of: str
    consent: bool
    read_lately: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case as its page shows it."""

    head: CaseHead
    addresses: tuple[tuple[str, str, str], ...]
    lines: tuple[Line, ...]
    decisions: tuple[DecisionLine, ...]
    clocks: tuple[Clock, ...]
    tags: tuple[TagLine, ...]
    history: tuple[Entry, ...]
    notes: tuple[Note, ...]
    similar: tuple[Similar, ...]
    links: tuple[Linked, ...]
    forwardings: tuple[Forwarding, ...]
    complained_about: tuple[Person, ...]
    present: tuple[str, ...]
    people: Mapping[str, str]

    def __getattr__(self, name: str) -> Any:
        """The head's fields, so that a template may say `case.number`."""
        return getattr(object.__getattribute__(self, "head"), name)


HEAD = """
SELECT cases.id, number, conversation_id, version, state, legal_kind, kind, sector, components, unsure, language,
    channel, matter, service, receipt, received_on, received_at, answered_at, closed_at, holder_id,
    coalesce(holder.name, ''), cases.tier, category, cases.agency, regulation, reporters.person_id,
    coalesce(reporters.identity, 'unknown'), coalesce(reporters.name, ''), coalesce(on_behalf_of, ''),
    coalesce((SELECT consent FROM forwardings WHERE forwardings.case_id = cases.id ORDER BY id DESC LIMIT 1), false),
    EXISTS (SELECT 1 FROM identity_reads WHERE identity_reads.case_id = cases.id AND reader = :reader
        AND identity_reads.at > CAST(:now AS timestamptz) - interval '15 minutes')
FROM cases LEFT JOIN officers AS holder ON holder.id = cases.holder_id
    LEFT JOIN reporters ON reporters.case_id = cases.id
"""


async def head(db: AsyncConnection, viewer: Viewer, number: str, now: datetime) -> CaseHead | None:
    """The case with this number, if this person may see it."""
    query = text(f"{HEAD} WHERE cases.number = :number AND {visible_to(viewer)}")
    values = {**values_of(viewer), "number": number, "reader": viewer.author, "now": now}
    row = (await db.execute(query, values)).one_or_none()
    if row is None:
        return None
    found = list(row)
    found[8], found[9] = tuple(found[8]), tuple(found[9])
    return CaseHead(*found)


async def page(db: AsyncConnection, viewer: Viewer, case: CaseHead, now: datetime) -> CasePage:
    """All that belongs to a case that this person may see."""
    addresses, links, accused, present, people = await _around(db, viewer, case, now)
    return CasePage(
        head=case,
        addresses=addresses,
        lines=await _lines(db, case),
        decisions=await _decisions(db, case.id),
        clocks=tuple(await clocks_of(db, case.id)),
        tags=await _tags(db, case.id),
        history=await _history(db, case.id),
        notes=await _notes(db, case.id),
        similar=await _similar(db, viewer, case),
        links=links,
        forwardings=await _forwardings(db, case.id),
        complained_about=accused,
        present=present,
        people=people,
    )


AROUND = """
SELECT
    (SELECT jsonb_agg(jsonb_build_array(channel, handle, display_name) ORDER BY id)
        FROM addresses WHERE conversation_id = :conversation),
    (SELECT jsonb_agg(jsonb_build_array(cases.number, case_links.kind, cases.state) ORDER BY case_links.id)
        FROM case_links JOIN cases
            ON cases.id = CASE WHEN case_links.case_id = :id THEN other_id ELSE case_links.case_id END
        WHERE (case_links.case_id = :id OR other_id = :id) AND {visible}),
    (SELECT jsonb_agg(DISTINCT jsonb_build_array(officers.id, name))
        FROM complained_about JOIN officers ON officers.id = officer_id WHERE case_id = :id),
    (SELECT jsonb_agg(name ORDER BY name) FROM presences JOIN officers ON officers.id = officer_id
        WHERE case_id = :id AND officer_id <> :viewer_id AND at > CAST(:now AS timestamptz) - interval '60 seconds'),
    (SELECT jsonb_object_agg('officer:' || id, name) FROM officers)
"""
Around = tuple[
    tuple[tuple[str, str, str], ...], tuple[Linked, ...], tuple[Person, ...], tuple[str, ...], Mapping[str, str]
]


async def _around(db: AsyncConnection, viewer: Viewer, case: CaseHead, now: datetime) -> Around:
    """What little there is of many things, at once: addresses, linked cases, who is complained about, who else looks
    at the case now, and everybody's names to tell the history with."""
    query = text(AROUND.format(visible=visible_to(viewer)))
    values = {**values_of(viewer), "conversation": case.conversation_id, "id": case.id, "now": now}
    addresses, links, accused, present, people = (await db.execute(query, values)).one()
    return (
        tuple(tuple(one) for one in addresses or ()),
        tuple(Linked(*one) for one in links or ()),
        tuple(Person(*one) for one in accused or ()),
        tuple(present or ()),
        people or {},
    )


LINES = text(f"""
SELECT messages.id, messages.author, coalesce({NAME_OF_AUTHOR}, ''), messages.channel, messages.subject, messages.text,
    messages.arrived_at, original IS NOT NULL, coalesce(outbox.state, ''),
    ARRAY(SELECT receipts.state FROM receipts WHERE receipts.outbox_id = outbox.id ORDER BY receipts.id),
    coalesce(last_trouble, ''), coalesce(tries, 0), coalesce(purpose, '')
FROM messages LEFT JOIN outbox ON outbox.message_id = messages.id
WHERE messages.conversation_id = :conversation AND (messages.case_id = :case OR messages.case_id IS NULL OR NOT EXISTS (
    SELECT 1 FROM cases AS other WHERE other.id = messages.case_id AND other.id <> :case AND NOT EXISTS (
        SELECT 1 FROM case_links WHERE kind = 'split'
            AND ((case_id = other.id AND other_id = :case) OR (case_id = :case AND other_id = other.id)))))
ORDER BY messages.id
""")
LEAST_ALIKE = 0.12
ORDER = ("accepted", "sent", "delivered", "failed", "read")


async def _lines(db: AsyncConnection, case: CaseHead) -> tuple[Line, ...]:
    """What was said of this case; messages of another case of the same citizen stay there."""
    values = {"conversation": case.conversation_id, "case": case.id}
    hung = await _attachments(db, case.conversation_id)
    return tuple([_line(hung, *row) for row in await db.execute(LINES, values)])


def _line(hung: Sequence[Attached], message_id: int, *row: Any) -> Line:
    *known, state, receipts, trouble, tries, purpose = row
    own = tuple(one for one in hung if one.message_id == message_id)
    parts: list[Any] = [message_id, *known, _delivery(state, receipts), trouble, tries, purpose, own]
    return Line(*parts)


def _delivery(state: str, receipts: Sequence[str]) -> str:
    known = [one for one in receipts if one in ORDER]
    if state != "sent" or not known:
        return state
    furthest = max(known, key=ORDER.index)
    return "sent" if furthest in ("accepted", "sent") else furthest


async def _attachments(db: AsyncConnection, conversation_id: int) -> list[Attached]:
    query = text("""
        SELECT attachments.id, message_id, name, media_type, size, coalesce(attachments.text, ''), text_due, looked_at
        FROM attachments JOIN messages ON messages.id = message_id JOIN blobs ON sha256 = blob
        WHERE conversation_id = :id ORDER BY attachments.id
    """)
    return [Attached(*row) for row in await db.execute(query, {"id": conversation_id})]


async def _decisions(db: AsyncConnection, case_id: int) -> tuple[DecisionLine, ...]:
    query = text("""
        SELECT decisions.id, rule, clause, clause_text, force, legal_kind, because, facts, decisions.at,
            coalesce(verdict, ''),
            coalesce((SELECT name FROM officers WHERE verdict_by = 'officer:' || officers.id), verdict_by, ''),
            coalesce((SELECT notes.text FROM notes WHERE notes.case_id = decisions.case_id
                AND notes.author = verdict_by AND notes.at = verdict_at LIMIT 1), '')
        FROM decisions WHERE case_id = :id ORDER BY decisions.id
    """)
    return tuple(DecisionLine(*row) for row in await db.execute(query, {"id": case_id}))


async def _tags(db: AsyncConnection, case_id: int) -> tuple[TagLine, ...]:
    """The newest first."""
    query = text(f"""
        SELECT author, coalesce({NAME_OF_AUTHOR}, ''), kind, sector, components, unsure, confidence, evidence, at
        FROM tags WHERE case_id = :id ORDER BY id DESC LIMIT 10
    """)
    return tuple([_tag_line(*row) for row in await db.execute(query, {"id": case_id})])


def _tag_line(*row: Any) -> TagLine:
    cells: list[Any] = [tuple(cell) if isinstance(cell, list) else cell for cell in row]
    return TagLine(*cells)


async def _history(db: AsyncConnection, case_id: int) -> tuple[Entry, ...]:
    query = text("SELECT kind, payload, at FROM ledger WHERE case_id = :id ORDER BY seq")
    return tuple(Entry(*row) for row in await db.execute(query, {"id": case_id}))


async def _notes(db: AsyncConnection, case_id: int) -> tuple[Note, ...]:
    query = text(f"SELECT coalesce({NAME_OF_AUTHOR}, author), text, at FROM notes WHERE case_id = :id ORDER BY id")
    return tuple(Note(*row) for row in await db.execute(query, {"id": case_id}))


async def _similar(db: AsyncConnection, viewer: Viewer, case: CaseHead) -> tuple[Similar, ...]:
    """Of the hundred newest of the same sector that share a component, the five most alike."""
    query = text(f"""
        SELECT number, left(matter, {LETTERS}), state, received_at FROM cases
        WHERE sector = :sector AND id <> :id AND {visible_to(viewer)}
            AND (components && CAST(:components AS text[]) OR components = CAST(:components AS text[]))
        ORDER BY id DESC LIMIT 100
    """)
    values = {**values_of(viewer), "sector": case.sector, "id": case.id, "components": list(case.components)}
    own = pieces(case.matter)
    rows = await db.execute(query, values)
    found = [Similar(number, state, at, likeness(own, pieces(matter))) for number, matter, state, at in rows]
    alike = sorted((one for one in found if one.likeness >= LEAST_ALIKE), key=lambda one: -one.likeness)
    return tuple(alike[:5])


async def _forwardings(db: AsyncConnection, case_id: int) -> tuple[Forwarding, ...]:
    query = text(f"""
        SELECT id, choice, other_office, consent, coalesce({NAME_OF_AUTHOR}, author), at, citizen_told_at,
            receiver_confirmed_at, confirmation FROM forwardings WHERE case_id = :id ORDER BY id DESC
    """)
    return tuple(Forwarding(*row) for row in await db.execute(query, {"id": case_id}))


# --- leaving a trace --------------------------------------------------------------------------------------------------


async def note_presence(db: AsyncConnection, viewer: Viewer, case_id: int, now: datetime) -> None:
    query = text("""
        INSERT INTO presences (case_id, officer_id, at) VALUES (:case, :officer, :now)
        ON CONFLICT (case_id, officer_id) DO UPDATE SET at = excluded.at
    """)
    await db.execute(query, {"case": case_id, "officer": viewer.officer_id, "now": now})


async def note_look(db: AsyncConnection, viewer: Viewer, case_id: int, reason: str, now: datetime) -> None:
    query = text("INSERT INTO looks (case_id, officer_id, reason, at) VALUES (:case, :officer, :reason, :now)")
    await db.execute(query, {"case": case_id, "officer": viewer.officer_id, "reason": reason, "now": now})


# --- files ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content: bytes


async def attachment(db: AsyncConnection, case: CaseHead, attachment_id: int) -> File | None:
    """An attachment of this case's conversation."""
    query = text("""
        SELECT name, content FROM attachments JOIN messages ON messages.id = message_id JOIN blobs ON sha256 = blob
        WHERE attachments.id = :id AND conversation_id = :conversation
            AND (messages.case_id = :case OR messages.case_id IS NULL)
    """)
    values = {"id": attachment_id, "conversation": case.conversation_id, "case": case.id}
    row = (await db.execute(query, values)).one_or_none()
    return File(row[0] or f"lampiran-{attachment_id}", row[1]) if row else None


async def original(db: AsyncConnection, case: CaseHead, message_id: int) -> File | None:
    """A message as it came, byte by byte."""
    query = text("""
        SELECT original_type, content FROM messages JOIN blobs ON sha256 = original
        WHERE messages.id = :id AND conversation_id = :conversation
            AND (messages.case_id = :case OR messages.case_id IS NULL)
    """)
    values = {"id": message_id, "conversation": case.conversation_id, "case": case.id}
    row = (await db.execute(query, values)).one_or_none()
    if row is None:
        return None
    return File(f"{case.number}-{message_id}.{'eml' if row[0] == 'message/rfc822' else 'txt'}", row[1])


async def look_at_attachment(db: AsyncConnection, case: CaseHead, attachment_id: int, now: datetime) -> None:
    """An officer has looked at what no machine could read."""
    query = text("""
        UPDATE attachments SET looked_at = :now FROM messages
        WHERE attachments.id = :id AND messages.id = message_id AND conversation_id = :conversation
            AND looked_at IS NULL
    """)
    await db.execute(query, {"id": attachment_id, "now": now, "conversation": case.conversation_id})
