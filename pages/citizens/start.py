"""The first page: the promise, how it is kept, and which of the thirteen ways suits you (K6.2, K6.4)."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from core.procedures.public_figures import PublicFigures
from pages.rendering import Renderer


@dataclass(frozen=True, slots=True)
class Way:
    """One way to complain, as the standard prints it; `link` where a phone can follow it.

    `note` says what one must know beside it, such as that the way does not reach the program yet; `instead` is what
    works in place of what is printed, and what the link leads to.
    """

    name: str
    text: str
    link: str = ""
    note: str = ""
    instead: str = ""


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


def router(figures: PublicFigures, renderer: Renderer) -> APIRouter:
    """`GET /`."""
    routes = APIRouter()

    @routes.get("/", response_class=HTMLResponse)
    async def start() -> HTMLResponse:
        return renderer.page("citizens/start.html", figures=await figures.promises_kept())

    return routes
