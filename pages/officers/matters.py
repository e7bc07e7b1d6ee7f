"""Several matters in one report, and one matter in several reports."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import matters
from core.rules.roles import Action
from pages.officers.desk import Desk, SignedIn
from pages.officers.doing import do
from pages.officers.forms import fields_of, version_of


def router(desk: Desk) -> APIRouter:
    """`POST /desk/cases/{number}/split` and `/join`."""
    routes = APIRouter(prefix="/desk/cases/{number}")
    Who = Annotated[SignedIn, Depends(desk.signed_in)]  # noqa: N806

    @routes.post("/split")
    async def split(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.DECIDE_PROPOSAL)
        form = await request.form()
        fields = fields_of(form)

        async def parted(db: AsyncConnection) -> None:
            words = fields.get("matters.text", "")
            await matters.split(db, who.viewer, number, version_of(form), words, law=desk.law(), now=desk.now())

        return await do(desk, who, number, fields, parted, then="#perkara")

    @routes.post("/join")
    async def join(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.DECIDE_PROPOSAL)
        form = await request.form()
        fields = fields_of(form)

        async def joined(db: AsyncConnection) -> None:
            other = fields.get("matters.other", "")
            await matters.join(db, who.viewer, number, version_of(form), other, now=desk.now())

        return await do(desk, who, number, fields, joined, then="#perkara")

    return routes
