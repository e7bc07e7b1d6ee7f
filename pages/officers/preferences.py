"""How each person likes to work, chosen once: keys, rows a page, and what comes after an answer."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from core.store import preferences
from pages.officers.desk import Desk, SignedIn

SIZES = (25, 50, 100)
AFTER_ANSWER = ("stay", "next")


def router(desk: Desk) -> APIRouter:
    """`POST /desk/preferences`."""
    routes = APIRouter()

    @routes.post("/desk/preferences")
    async def choose(request: Request, who: Annotated[SignedIn, Depends(desk.signed_in)]) -> Response:
        """Keeps what the form says and leads back to where it stood."""
        form = await request.form()
        async with desk.begin() as db:
            await preferences.choose(db, who.viewer.officer_id, _chosen({k: str(v) for k, v in form.items()}))
        return RedirectResponse(inside(str(form.get("back", ""))), 303)

    return routes


def inside(address: str, otherwise: str = "/desk") -> str:
    """Only within the desk: an address from outside leads nobody away."""
    within = address == "/desk" or address.startswith(("/desk?", "/desk/"))
    return address if within and "\\" not in address else otherwise


def rows_a_page(who: SignedIn) -> int:
    chosen = who.preferences.get("rows")
    return chosen if isinstance(chosen, int) and chosen in SIZES else 50


def _chosen(form: Mapping[str, str]) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    if form.get("keys") in ("on", "off"):
        chosen["keys"] = form["keys"] == "on"
    if form.get("after_answer") in AFTER_ANSWER:
        chosen["after_answer"] = form["after_answer"]
    if form.get("rows", "") in {str(size) for size in SIZES}:
        chosen["rows"] = int(form["rows"])
    return chosen
