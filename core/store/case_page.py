"""Everything the page of one case shows, in few queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.rules.likeness import LETTERS, likeness, pieces
from core.store.case_head import CaseHead, head
from core.store.case_history import DecisionLine, Entry, Note, TagLine, decisions_of, entries_of, notes_of, tags_of
from core.store.case_lines import Line, lines_of
from core.store.cases import Clock, clocks_of
from core.store.reviews import NAME_OF_AUTHOR
from core.store.viewers import Viewer, values_of, visible_to

__all__ = ["CaseHead", "CasePage", "DecisionLine", "Line", "head", "page"]

LEAST_ALIKE = 0.12


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


async def page(db: AsyncConnection, viewer: Viewer, case: CaseHead, now: datetime) -> CasePage:
    """All that belongs to a case that this person may see."""
    addresses, links, accused, present, people = await _around(db, viewer, case, now)
    return CasePage(
        head=case,
        addresses=addresses,
        lines=await lines_of(db, case),
        decisions=await decisions_of(db, case.id),
        clocks=tuple(await clocks_of(db, case.id)),
        tags=await tags_of(db, case.id),
        history=await entries_of(db, viewer, case.id),
        notes=await notes_of(db, case.id),
        similar=await _similar(db, viewer, case),
        links=links,
        forwardings=await _forwardings(db, case.id),
        complained_about=accused,
        present=present,
        people=people,
    )


AROUND = """
SELECT
    (SELECT jsonb_agg(jsonb_build_array(channel, handle, display_name) ORDER BY id) FROM (
        SELECT channel, handle, display_name, id FROM addresses WHERE conversation_id = :conversation
        UNION ALL SELECT told.* FROM reporters, LATERAL (
            VALUES ('phone', phone, '', 0), ('email', mail, '', 0), ('letter', postal_address, '', 0)
        ) AS told (channel, handle, display_name, id) WHERE case_id = :id AND handle <> ''
    ) AS reached_at),
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
