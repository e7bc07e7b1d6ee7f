"""Several matters in one report, and one matter in several reports."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from core.procedures import matters
from core.rules.roles import Action
from pages.officers.desk import Desk
from pages.officers.doing import Sent, carry_out, sent_to

THEN = "#perkara"


def router(desk: Desk) -> APIRouter:
    """`POST /desk/cases/{number}/split`, `/join` and `/part`."""
    routes = APIRouter(prefix="/desk/cases/{number}")
    Form = Annotated[Sent, Depends(sent_to(desk))]  # noqa: N806 a type, known only here

    @routes.post("/split")
    async def split(form: Form) -> Response:
        desk.require(form.who, Action.DECIDE_PROPOSAL)
        words = form.typed("matters.text")
        return await carry_out(desk, form, THEN, matters.split, words, law=desk.law(), now=desk.now())

    @routes.post("/join")
    async def join(form: Form) -> Response:
        desk.require(form.who, Action.DECIDE_PROPOSAL)
        return await carry_out(desk, form, THEN, matters.join, form.typed("matters.other"), now=desk.now())

    @routes.post("/part")
    async def part(form: Form) -> Response:
        """Two cases are not the same matter after all."""
        desk.require(form.who, Action.DECIDE_PROPOSAL)
        other, reason = form.typed("matters.joined"), form.typed("matters.reason")
        return await carry_out(desk, form, THEN, matters.part, other, reason, now=desk.now())

    return routes
