"""Groups a case by hand, from the closed lists (K6.5c)."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from core.procedures import triage
from core.procedures.triage import Grouping
from core.rules.roles import Action
from pages.officers.desk import Desk
from pages.officers.doing import Sent, carry_out, sent_to
from pages.officers.forms import Fields, listed


def router(desk: Desk) -> APIRouter:
    """`POST /desk/cases/{number}/tags`."""
    routes = APIRouter(prefix="/desk/cases/{number}")

    @routes.post("/tags")
    async def correct(form: Annotated[Sent, Depends(sent_to(desk))]) -> Response:
        desk.require(form.who, Action.CORRECT_TAGS)
        chosen, sectors = grouping_in(form.fields), desk.law().sectors
        return await carry_out(
            desk, form, "#golongan", triage.correct_tags, chosen, sectors=sectors, now=desk.now()
        )  # fmt: skip

    return routes


def grouping_in(fields: Fields) -> Grouping:
    """What was chosen."""
    components = listed(fields.get("tags.components", ""))
    return Grouping(fields.get("tags.kind", ""), fields.get("tags.sector", ""), components)
