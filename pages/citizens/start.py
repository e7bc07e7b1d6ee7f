"""The first page: the promise, how it is kept, and which of the thirteen ways suits you (K6.2, K6.4)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from core.store import promises
from core.store.database import Begin
from pages.rendering import Renderer


@dataclass(frozen=True, slots=True)
class Way:
    """One way to complain, as the standard prints it; `link` where a phone can follow it."""

    name: str
    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class WayGroup:
    title: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class PublicOffice:
    """What every page for citizens may say of the office."""

    name: str
    address: str
    answer_days: int
    mail_address: str
    ways: tuple[WayGroup, ...]


def router(begin: Begin, renderer: Renderer, today: Callable[[], date]) -> APIRouter:
    """`GET /`."""
    routes = APIRouter()

    @routes.get("/", response_class=HTMLResponse)
    async def start() -> HTMLResponse:
        async with begin() as db:
            figures = await promises.kept(db, today())
        return renderer.page("citizens/start.html", figures=figures)

    return routes
