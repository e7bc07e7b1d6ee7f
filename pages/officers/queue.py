"""The queue: what waits, the most urgent first, narrowed and searched, and what is new in it."""

import hashlib
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.rules.calendar import office_day
from core.rules.case_number import parse
from core.rules.roles import Action
from core.store import holders, presences, queue, queue_counts, search
from core.store.queue import Stretch
from core.store.queue_counts import Counts
from pages.officers.desk import Desk, SignedIn
from pages.officers.preferences import SIZES, rows_a_page
from pages.officers.queue_address import Asked, asked_for, number_prefix
from pages.officers.queue_filters import filters_of, lanes_of
from pages.officers.queue_rows import rows_of

MOST_NEWS = 100


def router(desk: Desk) -> APIRouter:
    """`GET /desk` and `GET /desk/news`."""
    routes = APIRouter()
    Who = Annotated[SignedIn, Depends(desk.signed_in)]  # noqa: N806 a type, known only here

    @routes.get("/desk", response_class=HTMLResponse)
    async def show(who: Who, asked: Annotated[Asked, Depends(asked_for)], said: str = "") -> Response:
        desk.require(who, Action.SEE_CASES)
        async with desk.begin() as db:
            number = parse(asked.words)
            if number and await queue.is_there(db, who.viewer, number):
                return RedirectResponse(f"/desk/cases/{number}", 303)
            page = await _page(db, desk, who, asked)
        return desk.renderer.page("officers/queue.html", said=said, **page)

    @routes.get("/desk/news")
    async def news(request: Request, who: Who, asked: Annotated[Asked, Depends(asked_for)], since: int = 0) -> Response:
        """What is new or changed since the page was made, and who looks at what; 304 while nothing happened."""
        desk.require(who, Action.SEE_CASES)
        now = desk.now()
        today = office_day(now)
        async with desk.begin() as db:
            _, mark = await queue.version(db)
            present = await presences.elsewhere(db, who.viewer, now)
            etag = _etag(mark, today, who.viewer.officer_id, present)
            if request.headers.get("if-none-match") == etag:
                return Response(status_code=304, headers={"etag": etag})
            new = await queue.changed_since(db, who.viewer, asked.filters, today, entry=since, most=MOST_NEWS)
        told = {"new": new, "most": MOST_NEWS, "present": present}
        return JSONResponse(told, headers={"etag": etag, "cache-control": "private, no-cache"})

    return routes


def _etag(*known: object) -> str:
    return f'"{hashlib.sha256(repr(known).encode()).hexdigest()[:32]}"'


async def _page(db: AsyncConnection, desk: Desk, who: SignedIn, asked: Asked) -> Mapping[str, Any]:
    now = desk.now()
    entry, _ = await queue.version(db)
    size = rows_a_page(who)
    stretch = await _stretch(db, desk, who, asked, size)
    colleagues = {str(each.id): each.name for each in await holders.who_may_hold(db)}
    counts = await _counts(db, desk, who, asked)
    return {
        "who": who,
        "asked": asked.words,
        "view": asked,
        "rows": await rows_of(db, desk, who, stretch.rows, now),
        "lanes": lanes_of(asked, counts),
        "filters": filters_of(desk, asked, counts, colleagues),
        "narrowed": asked.narrowed,
        "pages": _pages(asked, stretch),
        "size": size,
        "sizes": SIZES,
        "entry": entry,
        "news": "/desk/news" + asked.address().removeprefix("/desk"),
        "keys": who.preferences.get("keys", True),
        "after_answer": who.preferences.get("after_answer", "stay"),
        "here": asked.address(page=asked.page if asked.page > 1 else ""),
    }


async def _stretch(db: AsyncConnection, desk: Desk, who: SignedIn, asked: Asked, size: int) -> Stretch:
    today, words = office_day(desk.now()), asked.words
    sought = await search.understood(db, words, number=number_prefix(words, today)) if words else None
    return await queue.by_urgency(db, who.viewer, asked.filters, today, sought=sought, size=size, page=asked.page)


async def _counts(db: AsyncConnection, desk: Desk, who: SignedIn, asked: Asked) -> Counts:
    """What is sought is not counted by filters: only the figures of what waits would be known."""
    if asked.words:
        return Counts(await queue_counts.lanes(db, who.viewer))
    return await queue_counts.counts(db, who.viewer, asked.filters.lane, office_day(desk.now()))


def _pages(asked: Asked, stretch: Stretch) -> dict[str, str]:
    return {
        "before": asked.address(page=asked.page - 1) if asked.page > 1 else "",
        "after": asked.address(page=asked.page + 1) if stretch.more else "",
    }
