"""The public notice board: answers for whoever left no address, by number, with nobody in them."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from core.rules.case_number import parse
from core.store import notices
from core.store.database import Begin
from core.store.notices import Notice
from pages.citizens.tracking import KINDS, QUIET, day_of
from pages.rendering import Renderer


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One sheet: its number, how its writer recognises it, the answer."""

    number: str
    kind: str
    came: str
    day: str
    text: str


def router(begin: Begin, renderer: Renderer, box_name: Callable[[str], str]) -> APIRouter:
    """`/pengumuman`; `box_name` says what a box is called."""
    routes = APIRouter()

    @routes.get("/pengumuman", response_class=HTMLResponse)
    async def board(nomor: str = "") -> HTMLResponse:
        asked = nomor.strip()[:40]
        async with begin() as db:
            found = await notices.on_board(db, number=parse(asked) or asked)
        page = renderer.page(
            "citizens/notices.html", notices=[_view(one, box_name) for one in found], asked=asked
        )  # fmt: skip
        page.headers.update({name: QUIET[name] for name in ("referrer-policy", "x-robots-tag")})
        return page

    return routes


def _view(notice: Notice, box_name: Callable[[str], str]) -> NoticeView:
    day = day_of(notice.received_at)
    came = f"{box_name(notice.box)}, dibuka {day}" if notice.box else f"diterima {day}"
    slip = f", slip {notice.slip}" if notice.slip else ""
    return NoticeView(notice.number, KINDS[notice.legal_kind], f"{came}{slip}", day_of(notice.at), notice.text)
