"""Which cases belong together: matters of one report, and one matter reported twice."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.viewers import Viewer, values_of, visible_to

SPLIT, SAME = "split", "same"


async def id_of(db: AsyncConnection, viewer: Viewer, number: str) -> int | None:
    """The case with this number, if this person may see it."""
    query = text(f"SELECT id FROM cases WHERE number = :number AND {visible_to(viewer)}")
    found: int | None = (await db.execute(query, {**values_of(viewer), "number": number})).scalar_one_or_none()
    return found


async def are_linked(db: AsyncConnection, case_id: int, other_id: int) -> bool:
    query = text("""
        SELECT EXISTS (SELECT 1 FROM case_links WHERE (case_id, other_id) IN ((:one, :other), (:other, :one)))
    """)
    return bool((await db.execute(query, {"one": case_id, "other": other_id})).scalar_one())


async def are_same(db: AsyncConnection, case_id: int, other_id: int) -> bool:
    """Whether somebody marked them as the same matter."""
    query = text("""
        SELECT EXISTS (
            SELECT 1 FROM case_links
            WHERE (case_id, other_id) IN ((:one, :other), (:other, :one)) AND kind = 'same'
        )
    """)
    return bool((await db.execute(query, {"one": case_id, "other": other_id})).scalar_one())


async def part(db: AsyncConnection, case_id: int, other_id: int) -> None:
    """They are not the same matter. What belongs to one report stays linked."""
    query = text("""
        DELETE FROM case_links WHERE (case_id, other_id) IN ((:one, :other), (:other, :one)) AND kind = 'same'
    """)
    await db.execute(query, {"one": case_id, "other": other_id})


async def first_message_of(db: AsyncConnection, conversation_id: int) -> int | None:
    query = text("SELECT min(id) FROM messages WHERE conversation_id = :id AND author = 'citizen'")
    found: int | None = (await db.execute(query, {"id": conversation_id})).scalar_one_or_none()
    return found


async def unanswered_matters(db: AsyncConnection, viewer: Viewer, case_id: int) -> list[str]:
    """Numbers of the other matters of the same report that have no answer yet: closing waits for them.

    Of one that this person may not see, there is no number.
    """
    query = text(f"""
        SELECT CASE WHEN {visible_to(viewer)} THEN number ELSE '' END FROM case_links
        JOIN cases ON cases.id = CASE WHEN case_links.case_id = :id THEN other_id ELSE case_links.case_id END
        WHERE (case_links.case_id = :id OR other_id = :id) AND case_links.kind = 'split'
            AND answered_at IS NULL AND state IN ('incomplete', 'open') ORDER BY number
    """)
    return list((await db.execute(query, {**values_of(viewer), "id": case_id})).scalars())
