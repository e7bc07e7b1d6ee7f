"""Internal notes on a case."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import notes
from core.rules.roles import Action
from pages.officers.desk import Desk
from pages.officers.doing import Sent, do, sent_to


def router(desk: Desk) -> APIRouter:
    """`POST /desk/cases/{number}/notes`."""
    routes = APIRouter(prefix="/desk/cases/{number}")

    @routes.post("/notes")
    async def add(form: Annotated[Sent, Depends(sent_to(desk))]) -> Response:
        desk.require(form.who, Action.ADD_FINDINGS)

        async def added(db: AsyncConnection) -> None:
            await notes.add_note(db, form.who.viewer, form.number, form.typed("note.text"), now=desk.now())

        return await do(desk, form.who, form.number, form.fields, added, then="#catatan")

    return routes
