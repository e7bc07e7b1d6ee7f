"""Who reports and who is complained about, as officers write it down (K6.5a, K6.5b)."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import case_people
from core.rules.roles import Action
from pages.officers.desk import Desk
from pages.officers.doing import Sent, carry_out, do, sent_to
from pages.officers.forms import number_in

THEN = "#orang"


def router(desk: Desk) -> APIRouter:
    """Identity added or read for a reason; an officer named as complained about, or no longer."""
    routes = APIRouter(prefix="/desk/cases/{number}")
    Form = Annotated[Sent, Depends(sent_to(desk))]  # noqa: N806 a type, known only here

    @routes.post("/identity")
    async def add(form: Form) -> Response:
        desk.require(form.who, Action.DECIDE_PROPOSAL)
        return await carry_out(
            desk,
            form,
            THEN,
            case_people.add_identity,
            form.typed("identity.name"),
            on_behalf_of=form.typed("identity.on_behalf_of"),
            confidential=form.ticked("identity.confidential"),
            words=form.typed("identity.words"),
            law=desk.law(),
            tokens=desk.tokens,
            now=desk.now(),
        )

    @routes.post("/identity/read")
    async def read(form: Form) -> Response:
        """Shows a hidden name to a leader for a quarter of an hour."""
        desk.require(form.who, Action.SEE_HIDDEN_IDENTITY)

        async def shown(db: AsyncConnection) -> None:
            reason = form.typed("identity.read_reason")
            await case_people.read_identity(db, form.who.viewer, form.number, reason, now=desk.now())

        return await do(desk, form.who, form.number, form.fields, shown, then=THEN)

    @routes.post("/complained-about")
    async def name(form: Form) -> Response:
        """Whoever names themselves is led to the queue: the case is closed to them from now on."""
        desk.require(form.who, Action.NAME_COMPLAINED_ABOUT)
        officer_id = number_in(form.typed("officer"), 0)
        named = case_people.name_complained_about
        done = await carry_out(desk, form, THEN, named, officer_id, now=desk.now())
        if done.status_code == 303 and officer_id == form.who.viewer.officer_id:
            return RedirectResponse("/desk", status_code=303)
        return done

    @routes.post("/complained-about/clear")
    async def clear(form: Form) -> Response:
        """An officer named by mistake sees the case again."""
        desk.require(form.who, Action.NAME_COMPLAINED_ABOUT)
        officer_id, reason = number_in(form.typed("officer"), 0), form.typed("cleared.reason")
        cleared = case_people.clear_complained_about
        return await carry_out(desk, form, THEN, cleared, officer_id, reason, now=desk.now())

    return routes
