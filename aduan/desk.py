"""The officers' desk, put together: its pages, what they are handed, and how refusals are said."""

from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aduan.answer_texts import answer_texts
from aduan.by_hand import by_hand
from aduan.demo.accounts import shown_accounts
from aduan.public_office import NAMES as CHANNELS
from aduan.wiring import Parts
from config.load import OfficeFiles
from core.rules.roles import Action
from pages.letters.press import Letterhead, Press
from pages.officers import (
    account,
    alarms,
    answer,
    approvals,
    box,
    case,
    case_people,
    examination,
    holding,
    letters,
    matters,
    notes,
    paper,
    people,
    preferences,
    presence,
    proposals,
    queue,
    receipt,
    sign_in,
    tags,
    texts,
    triage,
)
from pages.officers.desk import Desk, Names, NotAllowed, NotFromOurPage, NotSignedIn
from pages.officers.sign_in import Door, again_page, home, onward_of, packed
from pages.rendering import Renderer

DEEDS = {
    Action.REGISTER_PAPER: "mencatat laporan yang datang di loket, lewat surat, atau lewat telepon",
    Action.SEE_CASES: "membaca pengaduan",
    Action.HOLD_CASE: "memegang pengaduan",
    Action.CORRECT_TAGS: "mengubah golongan pengaduan",
    Action.DECIDE_PROPOSAL: "memutuskan usulan",
    Action.EXAMINE: "menelaah pengaduan",
    Action.ADD_FINDINGS: "menambah temuan",
    Action.REPORT_UPWARD: "melapor kepada atasan",
    Action.ANSWER: "menjawab warga",
    Action.CLOSE: "menutup pengaduan",
    Action.REASSIGN: "memindahkan pengaduan kepada orang lain",
    Action.NAME_COMPLAINED_ABOUT: "mencatat siapa yang diadukan",
    Action.SEE_HIDDEN_IDENTITY: "membuka identitas yang dirahasiakan",
    Action.APPROVE_APIP: "menyetujui pelibatan APIP",
    Action.SEE_MEASURES: "melihat ukuran kinerja",
    Action.EXPORT: "mengunduh data",
    Action.VERIFY_RECORD: "memeriksa keutuhan catatan",
    Action.EDIT_TEXTS: "mengubah teks jawaban",
    Action.EDIT_CALENDAR: "mengubah hari libur",
    Action.EDIT_PEOPLE: "mengatur akun",
}
STALE = "Halaman ini berasal dari sesi sebelumnya atau dari situs lain, jadi kirimannya tidak diterima."
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
    "frame-ancestors 'self'; form-action 'self'; base-uri 'none'; object-src 'none'"
)
GUARDS = {
    "content-security-policy": POLICY,
    "x-frame-options": "SAMEORIGIN",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "private, no-cache",
}


def open_desk(parts: Parts, renderer: Renderer, *, demo: bool = False) -> Desk:
    """What the desk's pages are handed."""
    return Desk(
        begin=parts.engine.begin,
        renderer=renderer,
        now=parts.now,
        law=lambda: parts.law,
        names=names(parts.files),
        tokens=parts.tokens,
        wake=parts.bell.ring,
        press=Press(letterhead(parts)),
        demo=demo,
        secure=parts.settings.public_url.startswith("https://"),
        office_name=parts.files.office.name,
        public_url=parts.settings.public_url.rstrip("/"),
        demo_accounts=shown_accounts() if demo else (),
        answer_texts=answer_texts(parts.files),
        by_hand=by_hand(parts),
    )


def names(files: OfficeFiles) -> Names:
    """What the office calls things, in Indonesian."""
    sectors = files.sectors.by_id
    services = {standard.service: standard.service for standard in files.standards.values()}
    return Names(
        sectors={sector.id: sector.name["id"] for sector in sectors.values()},
        components={component.id: component.plain["id"] for component in files.components},
        channels=CHANNELS,
        services=services | {service.name: service.name for service in files.services.values()},
        tiers={tier.id: tier.title for tier in files.office.tiers},
        agencies=tuple(sorted({sector.agency for sector in sectors.values() if sector.agency})),
    )


def letterhead(parts: Parts) -> Letterhead:
    """What stands above the office's letters."""
    office, settings = parts.files.office, parts.settings
    contact = settings.mail_address or office.privacy.contact
    return Letterhead(
        government=f"Pemerintah {office.region}",
        office=office.full_name.removesuffix(office.region).strip(),
        address=office.addresses[0].text,
        contact=contact,
        place=office.region.partition(" ")[2] or office.region,
        verify_at=f"{settings.public_url}/lacak",
    )


def desk_routes(app: FastAPI, desk: Desk) -> None:
    """Every page of the desk, and a sentence for each way of being refused."""
    on_the_case = (case, tags, proposals, case_people, notes, matters, examination, answer, letters, presence, receipt)
    in_the_house = (sign_in, account, people, alarms, preferences, texts, approvals)
    for module in (*in_the_house, queue, triage, holding, paper, box, *on_the_case):
        app.include_router(module.router(desk))
    app.add_middleware(Guarded)

    @app.exception_handler(NotSignedIn)
    async def to_the_door(request: Request, trouble: NotSignedIn) -> Response:
        """A page is asked for again after signing in; what was typed goes through the door with its person."""
        if request.method == "GET":
            onward = urlencode({"next": onward_of(request)})
            return RedirectResponse(f"/desk/sign-in?{onward}", status_code=303)
        return Door(desk).page(request, kept=packed(trouble.form), status=401)

    @app.exception_handler(NotAllowed)
    async def refused(request: Request, trouble: NotAllowed) -> Response:
        sentence = f"Peran Anda tidak mencakup {DEEDS[trouble.action]}. Bila ini keliru, hubungi administrator."
        known = {"who": trouble.who} if trouble.who else {}
        back = home(trouble.who.viewer.role) if trouble.who else "/desk/sign-in"
        return desk.renderer.page(
            "officers/refused.html",
            status=403,
            title="Bukan bagian Anda",
            sentence=sentence,
            back=back,
            back_words="Kembali ke halaman Anda",
            **known,
        )

    @app.exception_handler(NotFromOurPage)
    async def stale(request: Request, trouble: NotFromOurPage) -> Response:
        if trouble.who and trouble.form:
            return again_page(desk, trouble.who, trouble.form, status=403)
        return desk.renderer.page(
            "officers/refused.html",
            status=403,
            title="Kiriman tidak diterima",
            sentence=STALE,
            back="/desk",
            back_words="Buka meja pengaduan",
        )


class Guarded:
    """Gives every answer of the desk the headers that keep other sites and shared machines out; a page's own win."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/desk"):
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in GUARDS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, guarded)
