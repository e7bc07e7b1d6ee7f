"""What is kept of a citizen, how long, and who carries it (UU 27/2022)."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from pages.rendering import Renderer


@dataclass(frozen=True, slots=True)
class ForeignCarrier:
    """A foreign service on the way between citizen and office, and what it carries ("WhatsApp dan Instagram")."""

    name: str
    country: str
    carries: str


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """The facts of the notice, as the office states them."""

    basis: str
    kept: tuple[str, ...]
    closed_case_years: int
    message_without_case_days: int
    carriers: tuple[ForeignCarrier, ...]
    contact: str


def router(notice: PrivacyNotice, renderer: Renderer) -> APIRouter:
    """`GET /privasi`."""
    routes = APIRouter()

    @routes.get("/privasi", response_class=HTMLResponse)
    async def privacy() -> HTMLResponse:
        return renderer.page("citizens/privacy.html", privacy=notice)

    return routes
