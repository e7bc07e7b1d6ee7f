"""Groups a case by hand, from the closed lists (K6.5c)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import triage
from core.procedures.triage import Grouping
from core.rules.roles import Action
from pages.officers.desk import Desk, SignedIn
from pages.officers.doing import do
from pages.officers.forms import fields_of, listed, version_of


def router(desk: Desk) -> APIRouter:
    """`POST /desk/cases/{number}/tags`."""
    routes = APIRouter(prefix="/desk/cases/{number}")
    Who = Annotated[SignedIn, Depends(desk.signed_in)]  # noqa: N806

    @routes.post("/tags")
    async def correct(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.CORRECT_TAGS)
        form = await request.form()
        fields = fields_of(form)
        chosen = Grouping(
            fields.get("tags.kind", ""), fields.get("tags.sector", ""), listed(fields.get("tags.components", ""))
        )

        async def corrected(db: AsyncConnection) -> None:
            await triage.correct_tags(
                db, who.viewer, number, version_of(form), chosen, sectors=desk.law().sectors, now=desk.now()
            )

        return await do(desk, who, number, fields, corrected, then="#golongan")

    return routes
