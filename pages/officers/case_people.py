"""Who reports and who is complained about, as officers write it down (K6.5a, K6.5b)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import case_people
from core.rules.roles import Action
from pages.officers.desk import Desk, SignedIn
from pages.officers.doing import do
from pages.officers.forms import fields_of, number_in, version_of


def router(desk: Desk) -> APIRouter:
    """Identity added or read for a reason; an officer named as complained about."""
    routes = APIRouter(prefix="/desk/cases/{number}")
    Who = Annotated[SignedIn, Depends(desk.signed_in)]  # noqa: N806

    @routes.post("/identity")
    async def add(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.DECIDE_PROPOSAL)
        form = await request.form()
        fields = fields_of(form)

        async def added(db: AsyncConnection) -> None:
            await case_people.add_identity(
                db,
                who.viewer,
                number,
                version_of(form),
                fields.get("identity.name", ""),
                on_behalf_of=fields.get("identity.on_behalf_of", ""),
                confidential=fields.get("identity.confidential") == "yes",
                words=fields.get("identity.words", ""),
                law=desk.law(),
                tokens=desk.tokens,
                now=desk.now(),
            )

        return await do(desk, who, number, fields, added, then="#orang")

    @routes.post("/identity/read")
    async def read(request: Request, number: str, who: Who) -> Response:
        """Shows a hidden name to a leader for a quarter of an hour."""
        desk.require(who, Action.SEE_HIDDEN_IDENTITY)
        fields = fields_of(await request.form())

        async def shown(db: AsyncConnection) -> None:
            await case_people.read_identity(
                db, who.viewer, number, fields.get("identity.read_reason", ""), now=desk.now()
            )  # fmt: skip

        return await do(desk, who, number, fields, shown, then="#orang")

    @routes.post("/complained-about")
    async def name(request: Request, number: str, who: Who) -> Response:
        """Whoever names themselves is led to the queue: the case is closed to them from now on."""
        desk.require(who, Action.NAME_COMPLAINED_ABOUT)
        form = await request.form()
        officer_id = number_in(str(form.get("officer", "")), 0)

        async def named(db: AsyncConnection) -> None:
            await case_people.name_complained_about(
                db, who.viewer, number, version_of(form), officer_id, now=desk.now()
            )  # fmt: skip

        done = await do(desk, who, number, {}, named, then="#orang")
        if done.status_code == 303 and officer_id == who.viewer.officer_id:
            return RedirectResponse("/desk", status_code=303)
        return done

    return routes
