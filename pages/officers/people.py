"""The people of the desk: who has an account, who is away, who stands in for the Kepala."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from babel.dates import format_date
from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.procedures import people as procedure
from core.procedures.not_ready import NotReady
from core.procedures.passwords import SHORTEST, hashed
from core.procedures.sign_in import IDLE
from core.rules.calendar import office_day
from core.rules.missing import Missing
from core.rules.roles import Action, Role
from core.store import officers, sessions
from core.store.officers import NewOfficer
from pages.officers.desk import Desk, SignedIn

ROLES = {
    Role.OFFICER: "Pelaksana",
    Role.TEAM_LEADER: "Ketua tim",
    Role.KEPALA: "Kepala",
    Role.TECHNICAL_TEAM: "Tim teknis",
    Role.APIP: "APIP",
    Role.INSPECTORATE: "Inspektorat (membaca)",
    Role.ADMINISTRATOR: "Administrator",
}
SENTENCES = {
    "people.username": "Nama pengguna: 2 sampai 40 huruf kecil, angka, titik, atau garis, misalnya budi.s",
    "people.username_free": "Nama pengguna ini sudah dipakai orang lain.",
    "people.name": "Nama orangnya belum diisi.",
    "people.role": "Pilih peran.",
    "people.tier": "Pilih jenjang: petugas, ketua tim, dan Kepala menangani pengaduan berjenjang (K6.7a).",
    "people.agency": "Tim teknis: sebutkan Perangkat Daerahnya (K6.7b).",
    "people.password": f"Kata sandi paling sedikit {SHORTEST} huruf. Kosongkan agar dibuatkan.",
    "people.not_yourself": "Anda tidak dapat menonaktifkan akun Anda sendiri.",
    "people.an_administrator_stays": "Ini administrator terakhir: tambahkan yang lain dulu.",
    "people.officer": "Pilih orang yang masih bekerja di meja ini.",
    "people.days": "Isi tanggal mulai dan selesai; selesai tidak boleh sebelum mulai atau sudah lewat.",
    "people.days_ahead": "Isi tanggal mulai dan selesai, mulai hari ini atau sesudahnya.",
    "people.deputy": "Pilih pengganti yang masih bekerja di meja ini.",
    "people.another_deputy": "Pengganti harus orang lain yang pada hari-hari itu ada.",
    "people.kind": "Pilih Plh atau Plt.",
    "people.decree": "Isi nomor surat perintah atau keputusan.",
    "people.one_acting_head": "Pada hari-hari itu sudah ada pelaksana Kepala. Akhiri yang itu dulu.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the page says after a deed: what is missing in which form, or a first password, shown this once."""

    form: str = ""
    missing: tuple[Missing, ...] = ()
    password: str = ""
    whose: str = ""


NOTHING_TOLD = Told()


def router(desk: Desk) -> APIRouter:
    """`/desk/people` for administrator and leaders."""
    routes = APIRouter()
    page = PeoplePage(desk)

    def leading(who: Annotated[SignedIn, Depends(desk.signed_in)]) -> SignedIn:
        desk.require(who, Action.EDIT_PEOPLE, Action.REASSIGN)
        return who

    def keeping_accounts(who: Annotated[SignedIn, Depends(desk.signed_in)]) -> SignedIn:
        desk.require(who, Action.EDIT_PEOPLE)
        return who

    def appointing(who: Annotated[SignedIn, Depends(desk.signed_in)]) -> SignedIn:
        """Whoever stands in for the Kepala appoints no further one."""
        desk.require(who, *((Action.EDIT_PEOPLE,) if who.acting else (Action.EDIT_PEOPLE, Action.APPROVE_APIP)))
        return who

    @routes.get("/desk/people", response_class=HTMLResponse)
    async def people(who: Annotated[SignedIn, Depends(leading)]) -> HTMLResponse:
        return await page.shown(who)

    @routes.post("/desk/people", response_class=HTMLResponse)
    async def add(request: Request, who: Annotated[SignedIn, Depends(keeping_accounts)]) -> Response:
        typed = await _typed(request)
        password = typed["password"] or procedure.fresh_password()
        new = _new_officer(typed)
        missing = procedure.missing_in_officer(new, password, desk.names.tiers)
        if missing:
            return await page.shown(who, Told("add", missing), typed)
        password_hash = await hashed(password)
        try:
            async with desk.begin() as db:
                await procedure.add_officer(db, new, password_hash, now=desk.now())
        except NotReady as refusal:
            return await page.shown(who, Told("add", refusal.missing), typed)
        return await page.shown(who, Told(password=password, whose=new.name))

    @routes.post("/desk/people/{officer_id}/password", response_class=HTMLResponse)
    async def new_password(officer_id: int, who: Annotated[SignedIn, Depends(keeping_accounts)]) -> Response:
        password = procedure.fresh_password()
        password_hash = await hashed(password)
        async with desk.begin() as db:
            account = await officers.by_id(db, officer_id)
            await procedure.set_password(db, officer_id, password_hash, now=desk.now())
        return await page.shown(who, Told(password=password, whose=account.name if account else ""))

    @routes.post("/desk/people/{officer_id}/let-go")
    async def let_go(officer_id: int, who: Annotated[SignedIn, Depends(keeping_accounts)]) -> Response:
        now = desk.now()
        try:
            async with desk.begin() as db:
                await procedure.let_go(db, officer_id, by=who.viewer.officer_id, now=now, today=office_day(now))
        except NotReady as refusal:
            return await page.shown(who, Told("list", refusal.missing))
        return back()

    @routes.post("/desk/people/{officer_id}/take-back")
    async def take_back(officer_id: int, who: Annotated[SignedIn, Depends(keeping_accounts)]) -> Response:
        async with desk.begin() as db:
            await procedure.take_back(db, officer_id)
        return back()

    @routes.post("/desk/people/{officer_id}/end-sessions")
    async def end_sessions(officer_id: int, who: Annotated[SignedIn, Depends(leading)]) -> Response:
        async with desk.begin() as db:
            await sessions.end_all_of(db, officer_id, desk.now())
        return back()

    @routes.post("/desk/people/absences")
    async def begin_absence(request: Request, who: Annotated[SignedIn, Depends(leading)]) -> Response:
        typed, now = await _typed(request), desk.now()
        days = (_day(typed["from_on"]), _day(typed["to_on"]))
        deputy = _number(typed["deputy"]) or None
        try:
            async with desk.begin() as db:
                await procedure.begin_absence(
                    db, _number(typed["officer"]), deputy, days, typed["reason"], today=office_day(now), now=now
                )
        except NotReady as refusal:
            return await page.shown(who, Told("absence", refusal.missing), typed)
        return back("tidak-di-tempat")

    @routes.post("/desk/people/absences/{absence_id}/end")
    async def end_absence(absence_id: int, who: Annotated[SignedIn, Depends(leading)]) -> Response:
        async with desk.begin() as db:
            await officers.end_absence(db, absence_id, office_day(desk.now()))
        return back("tidak-di-tempat")

    @routes.post("/desk/people/acting")
    async def appoint(request: Request, who: Annotated[SignedIn, Depends(appointing)]) -> Response:
        typed = await _typed(request)
        days = (_day(typed["from_on"]), _day(typed["to_on"]))
        try:
            async with desk.begin() as db:
                await procedure.appoint_acting_head(
                    db,
                    _number(typed["officer"]),
                    typed["kind"],
                    typed["decree"],
                    days,
                    today=office_day(desk.now()),
                )
        except NotReady as refusal:
            return await page.shown(who, Told("acting", refusal.missing), typed)
        return back("pelaksana-kepala")

    @routes.post("/desk/people/acting/{acting_id}/end")
    async def end_acting(acting_id: int, who: Annotated[SignedIn, Depends(appointing)]) -> Response:
        async with desk.begin() as db:
            await officers.end_acting_head(db, acting_id, office_day(desk.now()))
        return back("pelaksana-kepala")

    return routes


class PeoplePage:
    """The one page all of this happens on."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def shown(
        self, who: SignedIn, told: Told = NOTHING_TOLD, typed: Mapping[str, str] | None = None
    ) -> HTMLResponse:
        """409 with what was typed when something is missing."""
        desk, now = self._desk, self._desk.now()
        today = office_day(now)
        async with desk.begin() as db:
            everyone = await officers.everyone(db, now, now - IDLE)
            absences = await officers.absences(db, today)
            acting = await officers.acting_heads(db, today, date.max)
        return desk.renderer.page(
            "officers/people.html",
            status=409 if told.missing else 200,
            who=who,
            told=told,
            sentences=[SENTENCES[gap.what] for gap in told.missing],
            typed=_Typed(typed or {}),
            everyone=everyone,
            at_work=[one for one in everyone if one.active],
            may_act=[one for one in everyone if one.active and one.role in procedure.MAY_ACT],
            absences=absences,
            away={absence.officer_id: absence for absence in absences if absence.from_on <= today},
            acting=acting,
            roles=ROLES,
            tiers=desk.names.tiers,
            agencies=desk.names.agencies,
            today=today,
            tomorrow=today + timedelta(days=1),
            spoken=spoken,
        )


class _Typed(dict[str, str]):
    """What stands in the fields; empty where nothing was typed."""

    def __missing__(self, field: str) -> str:
        return ""


def spoken(day: date) -> str:
    return format_date(day, "d MMMM y", locale="id")


def back(place: str = "") -> RedirectResponse:
    return RedirectResponse("/desk/people" + (f"#{place}" if place else ""), status_code=303)


def _new_officer(typed: Mapping[str, str]) -> NewOfficer:
    role = typed["role"]
    return NewOfficer(
        username=typed["username"].lower(),
        name=typed["name"],
        role=role,
        tier=typed["tier"] if role in procedure.ON_A_TIER else "",
        agency=typed["agency"] if role == Role.TECHNICAL_TEAM else "",
        mail_address=typed["mail_address"],
    )


async def _typed(request: Request) -> _Typed:
    return _Typed({name: str(value).strip() for name, value in (await request.form()).items()})


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() else 0
