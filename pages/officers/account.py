"""A person's own account: another password."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse

from core.procedures.passwords import SHORTEST, hashed
from core.procedures.sign_in import TooManyTries, WrongPassword, change_password
from pages.officers.desk import Desk, SignedIn
from pages.officers.people import ROLES
from pages.officers.sign_in import TOO_MANY, address

WRONG = "Kata sandi sekarang tidak cocok."
TOO_SHORT = f"Kata sandi baru paling sedikit {SHORTEST} huruf. Beberapa kata lebih mudah diingat."
CHANGED = "Kata sandi sudah diganti. Sesi Anda di tempat lain sudah berakhir."


def router(desk: Desk) -> APIRouter:
    """`/desk/account`."""
    routes = APIRouter()

    def page(who: SignedIn, sentence: str = "", status: int = 200) -> HTMLResponse:
        return desk.renderer.page(
            "officers/account.html", status=status, who=who, sentence=sentence, roles=ROLES, tiers=desk.names.tiers
        )

    @routes.get("/desk/account", response_class=HTMLResponse)
    async def account(who: Annotated[SignedIn, Depends(desk.signed_in)]) -> HTMLResponse:
        return page(who)

    @routes.post("/desk/account", response_class=HTMLResponse)
    async def change(
        request: Request,
        who: Annotated[SignedIn, Depends(desk.checked)],
        password: Annotated[str, Form()] = "",
        new_password: Annotated[str, Form()] = "",
    ) -> HTMLResponse:
        if len(new_password) < SHORTEST:
            return page(who, TOO_SHORT, 409)
        new_hash, token, person = await hashed(new_password), desk.token(request), who.viewer.officer_id
        try:
            await change_password(desk.begin, token, person, password, new_hash, address(request), now=desk.now())
        except WrongPassword:
            return page(who, WRONG, 409)
        except TooManyTries:
            return page(who, TOO_MANY, 429)
        return page(who, CHANGED)

    return routes
