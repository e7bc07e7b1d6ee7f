"""A person's own account: another password, and where to write when something waits for them."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse

from core.procedures.passwords import SHORTEST, hashed
from core.procedures.sign_in import TooManyTries, WrongPassword, change_password
from core.store import colleague_mail
from pages.officers.desk import Desk, SignedIn
from pages.officers.people import ROLES
from pages.officers.sign_in import TOO_MANY, address

WRONG = "Kata sandi sekarang tidak cocok."
TOO_SHORT = f"Kata sandi baru paling sedikit {SHORTEST} huruf. Beberapa kata lebih mudah diingat."
NO_ADDRESS = "Tulis alamat surel yang lengkap, misalnya nama@kantor.go.id, atau kosongkan."
KEPT = "Alamat surel tersimpan. Ke sana dikirim pemberitahuan, tanpa isi pengaduan."
SILENT = "Alamat surel dihapus. Anda tidak menerima pemberitahuan lagi."
ADDRESS = re.compile(r"[^\s@<>(),;:\"]{1,64}@[^\s@<>(),;:\"]+\.[^\s@<>(),;:\"]{2,}")
CHANGED = "Kata sandi sudah diganti. Sesi Anda di tempat lain sudah berakhir."


def router(desk: Desk) -> APIRouter:
    """`/desk/account`."""
    routes = APIRouter()

    async def page(who: SignedIn, sentence: str = "", status: int = 200, *, typed: str | None = None) -> HTMLResponse:
        async with desk.begin() as db:
            known = await colleague_mail.of_officer(db, who.viewer.officer_id)
        return desk.renderer.page(
            "officers/account.html",
            status=status,
            who=who,
            sentence=sentence,
            roles=ROLES,
            tiers=desk.names.tiers,
            mail=known if typed is None else typed,
        )

    @routes.get("/desk/account", response_class=HTMLResponse)
    async def account(who: Annotated[SignedIn, Depends(desk.signed_in)]) -> HTMLResponse:
        return await page(who)

    @routes.post("/desk/account", response_class=HTMLResponse)
    async def change(
        request: Request,
        who: Annotated[SignedIn, Depends(desk.checked)],
        password: Annotated[str, Form()] = "",
        new_password: Annotated[str, Form()] = "",
    ) -> HTMLResponse:
        if len(new_password) < SHORTEST:
            return await page(who, TOO_SHORT, 409)
        new_hash, token, person = await hashed(new_password), desk.token(request), who.viewer.officer_id
        try:
            await change_password(desk.begin, token, person, password, new_hash, address(request), now=desk.now())
        except WrongPassword:
            return await page(who, WRONG, 409)
        except TooManyTries:
            return await page(who, TOO_MANY, 429)
        return await page(who, CHANGED)

    @routes.post("/desk/account/mail", response_class=HTMLResponse)
    async def keep_address(
        who: Annotated[SignedIn, Depends(desk.checked)], mail: Annotated[str, Form(max_length=254)] = ""
    ) -> HTMLResponse:
        typed = mail.strip()
        if typed and not ADDRESS.fullmatch(typed):
            return await page(who, NO_ADDRESS, 409, typed=typed)
        async with desk.begin() as db:
            await colleague_mail.keep_address(db, who.viewer.officer_id, typed)
        return await page(who, KEPT if typed else SILENT)

    return routes
