"""Who has a case in hand: take, give, return, and the next one."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response

from core.procedures import holding
from core.procedures.case_file import NoSuchCase
from core.procedures.not_ready import ChangedMeanwhile, NotReady
from core.rules.roles import Action
from pages.officers.desk import Desk, SignedIn
from pages.officers.preferences import inside


def router(desk: Desk) -> APIRouter:
    """What is pressed in a row of the queue and at the head of a case."""
    routes = APIRouter()
    Who = Annotated[SignedIn, Depends(desk.signed_in)]  # noqa: N806 a type, known only here

    @routes.post("/desk/next")
    async def take_next(who: Who) -> Response:
        """Opens the most urgent case that nobody holds; the queue says so when there is none."""
        desk.require(who, Action.HOLD_CASE)
        async with desk.begin() as db:
            number = await holding.take_next(db, who.viewer, now=desk.now())
        return RedirectResponse(f"/desk/cases/{number}" if number else "/desk?said=nobody_waits", 303)

    @routes.post("/desk/cases/{number}/take")
    async def take(who: Who, number: str, version: Annotated[int, Form()]) -> Response:
        desk.require(who, Action.HOLD_CASE)
        return await _held(desk, who, number, f"/desk/cases/{number}", holding.take, version)

    @routes.post("/desk/cases/{number}/give")
    async def give(
        who: Who,
        number: str,
        version: Annotated[int, Form()],
        colleague: Annotated[int, Form()],
        back: Annotated[str, Form()] = "",
    ) -> Response:
        desk.require(who, Action.HOLD_CASE, Action.REASSIGN)
        return await _held(desk, who, number, inside(back, f"/desk/cases/{number}"), holding.give, colleague, version)

    @routes.post("/desk/cases/{number}/return")
    async def giveinside(
        who: Who, number: str, version: Annotated[int, Form()], back: Annotated[str, Form()] = ""
    ) -> Response:
        desk.require(who, Action.HOLD_CASE, Action.REASSIGN)
        return await _held(desk, who, number, inside(back, f"/desk/cases/{number}"), holding.give_back, version)

    return routes


async def _held(desk: Desk, who: SignedIn, number: str, then: str, deed: Any, *values: int) -> Response:
    """Does one of take, give and return; a refusal is a sentence with the way on."""
    try:
        async with desk.begin() as db:
            await deed(db, who.viewer, number, *values, now=desk.now())
    except NoSuchCase:
        return _sentence(desk, who, number, "unknown", 404)
    except ChangedMeanwhile:
        return _sentence(desk, who, number, "changed", 409)
    except NotReady as refusal:
        return _sentence(desk, who, number, refusal.missing[0].what, 409)
    return RedirectResponse(then, 303)


def _sentence(desk: Desk, who: SignedIn, number: str, why: str, status: int) -> Response:
    return desk.renderer.page("officers/holding.html", status=status, who=who, number=number, why=why)
