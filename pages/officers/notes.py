"""Internal notes on a case."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import notes
from core.rules.roles import Action
from pages.officers.desk import Desk, SignedIn
from pages.officers.doing import do
from pages.officers.forms import fields_of


def router(desk: Desk) -> APIRouter:
    """`POST /desk/cases/{number}/notes`."""
    routes = APIRouter(prefix="/desk/cases/{number}")
    Who = Annotated[SignedIn, Depends(desk.signed_in)]  # noqa: N806

    @routes.post("/notes")
    async def add(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.ADD_FINDINGS)
        fields = fields_of(await request.form())

        async def added(db: AsyncConnection) -> None:
            await notes.add_note(db, who.viewer, number, fields.get("note.text", ""), now=desk.now())

        return await do(desk, who, number, fields, added, then="#catatan")

    return routes
