"""The example office's outgoing mail, readable where no relay carries it away."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from core.rules.calendar import OFFICE_ZONE
from core.store import outbox
from core.store.database import Begin
from pages.rendering import Renderer


@dataclass(frozen=True, slots=True)
class Letter:
    to: str
    subject: str
    text: str
    at: datetime

    @property
    def time(self) -> str:
        return f"{self.at.astimezone(OFFICE_ZONE):%d/%m/%Y %H.%M} WIB"


def router(begin: Begin, renderer: Renderer) -> APIRouter:
    """`GET /demo/mail`."""
    routes = APIRouter()

    @routes.get("/demo/mail", response_class=HTMLResponse)
    async def mail() -> HTMLResponse:
        async with begin() as db:
            letters = [Letter(*row) for row in await outbox.latest(db, most=60)]
        return renderer.page("demo/mail.html", letters=letters)

    return routes
