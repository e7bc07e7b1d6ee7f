"""Signs of life from an open case: who else looks at it now."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import JSONResponse

from core.rules.roles import Action
from core.store import presences, reviews
from pages.officers.desk import Desk, SignedIn


def router(desk: Desk) -> APIRouter:
    """`POST /desk/cases/{number}/here`."""
    routes = APIRouter()

    @routes.post("/desk/cases/{number}/here")
    async def here(
        number: str, who: Annotated[SignedIn, Depends(desk.signed_in)], gone: Annotated[str, Form()] = ""
    ) -> JSONResponse:
        """Sent by the page while it is open, and once with `gone` when it is left."""
        desk.require(who, Action.SEE_CASES)
        now = desk.now()
        async with desk.begin() as db:
            found = await reviews.conversation_of(db, who.viewer, number)
            if found is None:
                return JSONResponse({"present": []}, status_code=404)
            await presences.forget_the_silent(db, now)
            if gone:
                await presences.forget(db, found[0], who.viewer.officer_id)
            else:
                await presences.note(db, who.viewer, found[0], now)
            return JSONResponse({"present": await presences.others_at(db, who.viewer, found[0], now)})

    return routes
