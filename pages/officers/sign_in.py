"""The door of the desk: name and password, the second factor, out again; and what was typed when a session ended."""

import hmac
import json
import secrets
from dataclasses import asdict
from typing import Annotated

import segno
from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.procedures import sign_in as procedure
from core.procedures.passwords import enrolment_address
from core.procedures.sign_in import Arrival, Opened, SessionOver, TooManyTries, WrongCode, WrongPassword
from core.rules.roles import Role
from core.store import sessions
from pages.officers.desk import Desk, KeptForm, NotSignedIn, SignedIn, address_of

WRONG = "Nama pengguna dan kata sandi ini tidak cocok. Periksa huruf besar dan kecil, lalu coba lagi."
WRONG_CODE = "Kode ini tidak cocok atau sudah terpakai. Tunggu kode berikutnya di ponsel Anda, lalu ketik lagi."
TOO_MANY = "Terlalu banyak percobaan. Tunggu 15 menit, lalu coba lagi; administrator dapat memberi kata sandi baru."
STALE = "Halaman ini terlalu lama terbuka, atau cookie dimatikan. Silakan masuk sekali lagi."
HOMES = {Role.ADMINISTRATOR: "/desk/people"}


def router(desk: Desk) -> APIRouter:
    """`/desk/sign-in`, `/desk/sign-in/code`, `/desk/sign-out`."""
    routes = APIRouter()
    door = Door(desk)

    @routes.get("/desk/sign-in", response_class=HTMLResponse)
    async def sign_in_page(request: Request) -> Response:
        return door.page(request, onward=request.query_params.get("next", ""))

    @routes.post("/desk/sign-in", response_class=HTMLResponse)
    async def sign_in(
        request: Request,
        username: Annotated[str, Form()] = "",
        password: Annotated[str, Form()] = "",
        onward: Annotated[str, Form(alias="next")] = "",
        kept: Annotated[str, Form()] = "",
        csrf: Annotated[str, Form()] = "",
    ) -> Response:
        if not door.knows(request, csrf):
            return door.page(request, STALE, onward=onward, username=username, kept=kept, status=403)
        try:
            opened = await procedure.sign_in(desk.begin, username, password, address(request), now=desk.now())
        except WrongPassword:
            return door.page(request, WRONG, onward=onward, username=username, kept=kept, status=401)
        except TooManyTries:
            return door.page(request, TOO_MANY, onward=onward, username=username, kept=kept, status=429)
        return await door.opened(opened, onward, kept)

    @routes.get("/desk/sign-in/code", response_class=HTMLResponse)
    async def code_page(request: Request, arrival: Annotated[Arrival, Depends(desk.half_signed_in)]) -> Response:
        if arrival.complete:
            return RedirectResponse(home(arrival.viewer.role), status_code=303)
        return door.code_page(arrival, desk.token(request), onward=request.query_params.get("next", ""))

    @routes.post("/desk/sign-in/code", response_class=HTMLResponse)
    async def pass_code(
        request: Request,
        arrival: Annotated[Arrival, Depends(desk.half_signed_in)],
        code: Annotated[str, Form()] = "",
        onward: Annotated[str, Form(alias="next")] = "",
        kept: Annotated[str, Form()] = "",
    ) -> Response:
        token, now = desk.token(request), desk.now()
        try:
            opened = await procedure.pass_second_factor(desk.begin, token, code, address(request), now=now)
        except WrongCode:
            return door.code_page(arrival, token, WRONG_CODE, onward=onward, kept=kept, status=401)
        except TooManyTries:
            return door.code_page(arrival, token, TOO_MANY, onward=onward, kept=kept, status=429)
        except SessionOver:
            return door.page(request, STALE, onward=onward, kept=kept, status=401)
        return await door.opened(opened, onward, kept)

    @routes.post("/desk/sign-out")
    async def sign_out(request: Request, who: Annotated[SignedIn, Depends(desk.checked)]) -> Response:
        async with desk.begin() as db:
            await sessions.end(db, procedure.token_hash(desk.token(request)), desk.now())
        response = RedirectResponse("/desk/sign-in", status_code=303)
        response.delete_cookie(desk.cookie, path="/", secure=desk.secure, httponly=True, samesite="lax")
        response.headers["Clear-Site-Data"] = '"cache"'
        return response

    return routes


class Door:
    """The pages on which nobody is signed in yet."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._cookie = desk.cookie + "-door"

    def page(
        self,
        request: Request,
        sentence: str = "",
        *,
        onward: str = "",
        username: str = "",
        kept: str = "",
        status: int = 200,
    ) -> HTMLResponse:
        """The sign-in form. Its token stands in a cookie too: no other site can make somebody sign in."""
        token = request.cookies.get(self._cookie) or secrets.token_urlsafe(32)
        response = self._desk.renderer.page(
            "officers/sign_in.html",
            status=status,
            csrf=token,
            sentence=sentence,
            onward=onward,
            username=username,
            kept=kept,
            accounts=self._desk.demo_accounts,
        )
        _set_cookie(response, self._desk, self._cookie, token)
        return response

    def knows(self, request: Request, csrf: str) -> bool:
        """Whether the form is the one this browser was given."""
        given = request.cookies.get(self._cookie, "")
        return bool(given) and hmac.compare_digest(given.encode(), csrf.encode())

    def code_page(
        self, arrival: Arrival, token: str, sentence: str = "", *, onward: str = "", kept: str = "", status: int = 200
    ) -> HTMLResponse:
        """The form for the second factor; while it is not set up, with the secret and its square."""
        secret = "" if arrival.enrolled else procedure.enrolment_secret(token)
        link = enrolment_address(secret, arrival.username, self._desk.office_name) if secret else ""
        square = segno.make(link, error="m").svg_inline(scale=4, border=3, light="#fff") if secret else ""
        return self._desk.renderer.page(
            "officers/second_factor.html",
            status=status,
            csrf=arrival.csrf_token,
            sentence=sentence,
            onward=onward,
            kept=kept,
            secret=" ".join(secret[n : n + 4] for n in range(0, len(secret), 4)),
            link=link,
            square=square,
        )

    async def opened(self, opened: Opened, onward: str, kept: str) -> Response:
        """Onward with the new cookie: to the second factor, to what was typed before, or to where one wanted to go."""
        async with self._desk.begin() as db:
            arrival = await procedure.whose_session(db, opened.token, self._desk.names.tiers, self._desk.now())
        if arrival is None:
            raise NotSignedIn
        form = unpacked(kept)
        response: Response
        if not opened.complete:
            response = self.code_page(arrival, opened.token, onward=onward, kept=kept)
        elif form:
            response = again_page(self._desk, SignedIn(arrival.viewer, arrival.csrf_token, acting=arrival.acting), form)
        else:
            response = RedirectResponse(safe(onward) or home(arrival.viewer.role), status_code=303)
        _set_cookie(response, self._desk, self._desk.cookie, opened.token)
        return response


def again_page(desk: Desk, who: SignedIn, form: KeptForm, *, status: int = 200) -> HTMLResponse:
    """What was typed into a form that could not be taken, with one button that sends it."""
    return desk.renderer.page("officers/again.html", status=status, who=who, form=form)


def packed(form: KeptForm | None) -> str:
    return json.dumps(asdict(form)) if form else ""


def unpacked(kept: str) -> KeptForm | None:
    """A form as it was packed, if it goes to a page of the desk."""
    try:
        found = json.loads(kept)
        fields = tuple((str(name), str(value)) for name, value in found["fields"])
        return KeptForm(found["address"], fields) if safe(found["address"]) else None
    except (ValueError, KeyError, TypeError):
        return None


def safe(onward: str) -> str:
    """Where to go next, if it is on the desk: nobody is led to another site."""
    on_the_desk = onward == "/desk" or onward.startswith(("/desk/", "/desk?"))
    inside = not onward.startswith(("/desk/sign-in", "/desk/sign-out"))
    return onward if on_the_desk and inside and onward.isprintable() and "\\" not in onward else ""


def home(role: Role) -> str:
    return HOMES.get(role, "/desk")


def address(request: Request) -> str:
    return request.client.host if request.client else ""


def onward_of(request: Request) -> str:
    """Where to lead back to after signing in: the page asked for, or the page a form stood on."""
    return safe(address_of(request)) if request.method == "GET" else ""


def _set_cookie(response: Response, desk: Desk, name: str, value: str) -> None:
    response.set_cookie(name, value, path="/", secure=desk.secure, httponly=True, samesite="lax")
