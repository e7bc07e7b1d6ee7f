"""What leaves the desk on paper: the answer as a letter, and the report to the superior."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.rules.calendar import office_day
from core.rules.report import Identity
from core.rules.roles import Action
from core.rules.secrecy import look_is_logged
from core.store import answers, case_looks, reviews
from core.store import case_page as store
from core.store.answers import Answer
from core.store.case_page import CasePage
from core.store.reviews import Report
from pages.letters.press import AnswerLetter, ReportLetter
from pages.officers.case import SAFE, SAVED, case_page
from pages.officers.case_view import is_hidden, veiled
from pages.officers.clocks import MONTHS, day_words
from pages.officers.desk import Desk, SignedIn

REPORT = "Laporan tertulis kepada atasan"
REPORT_CLAUSE = "Standar Pelayanan, K6.7"
RESULT, INTERIM = "Jawaban atas pengaduan", "Jawaban sementara atas pengaduan"
SOMEBODY = "Pelapor"


def router(desk: Desk) -> APIRouter:
    """Each letter as PDF; the report also as a page to read."""
    routes = APIRouter(prefix="/desk/cases/{number}")
    Who = Annotated[SignedIn, Depends(desk.signed_in)]  # noqa: N806 a type, known only here

    @routes.get("/reports/{report_id}")
    async def report(number: str, report_id: int, who: Who) -> Response:
        """A report to the superior; a hidden name stays hidden in it."""
        found = await _report(desk, who, number, report_id)
        if found is None:
            return await case_page(desk, who, number, status=404)
        day = day_words(office_day(found.at))
        return desk.renderer.page(
            "officers/report.html", who=who, number=number, report=found, tiers=desk.names.tiers, day=day
        )

    @routes.get("/reports/{report_id}/pdf")
    async def printed_report(number: str, report_id: int, who: Who) -> Response:
        """The same for printing and signing."""
        found = await _report(desk, who, number, report_id)
        if found is None:
            return await case_page(desk, who, number, status=404)
        tiers = desk.names.tiers
        letter = ReportLetter(
            number=number,
            day=letter_day(office_day(found.at)),
            about=REPORT,
            from_tier=tiers.get(found.from_tier, found.from_tier),
            to_tier=tiers.get(found.to_tier, found.to_tier),
            text=found.text,
            signed_by=found.author_name,
            clause=REPORT_CLAUSE,
        )
        return pdf(await desk.press.report(letter), f"laporan-{number}.pdf")

    @routes.get("/answers/{answer_id}/pdf")
    async def printed_answer(number: str, answer_id: int, who: Who) -> Response:
        """An answer to hand over against signature or to post (K6.8)."""
        desk.require(who, Action.SEE_CASES)
        async with desk.begin() as db:
            page = await _case(db, desk, who, number)
            given = await answers.of_case(db, page.head.id) if page else []
        found = next((one for one in given if one.id == answer_id), None)
        if page is None or found is None:
            return await case_page(desk, who, number, status=404)
        return pdf(await desk.press.answer(_letter(page, found, who)), f"jawaban-{number}.pdf")

    return routes


def letter_day(day: date) -> str:
    """ "27 Maret 2026", as letters are dated."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def pdf(made: bytes, name: str) -> Response:
    headers = {**SAFE, "content-disposition": f'inline; filename="{name}"'}
    return Response(made, media_type="application/pdf", headers=headers)


def _letter(page: CasePage, answer: Answer, who: SignedIn) -> AnswerLetter:
    case = page.head
    named = case.name and not is_hidden(case, who.viewer)
    about = INTERIM if answer.interim else RESULT
    return AnswerLetter(
        number=case.number,
        day=letter_day(office_day(answer.at)),
        about=about,
        confidential=Identity(case.identity) is Identity.CONFIDENTIAL,
        to=f"Bapak/Ibu {case.name}" if named else SOMEBODY,
        text=veiled(answer.text, page, who.viewer),
        signed_as="Hormat kami,",
        signed_by=answer.author_name,
        receipt=f"{about} {case.number}",
    )


async def _report(desk: Desk, who: SignedIn, number: str, report_id: int) -> Report | None:
    desk.require(who, Action.SEE_CASES)
    async with desk.begin() as db:
        page = await _case(db, desk, who, number)
        written = await reviews.reports_of(db, page.head.id) if page else []
    found = next((one for one in written if one.id == report_id), None)
    return replace(found, text=veiled(found.text, page, who.viewer)) if page and found else None


async def _case(db: AsyncConnection, desk: Desk, who: SignedIn, number: str) -> CasePage | None:
    """The case, if this person may see it. Reading a confidential one is noted."""
    case = await store.head(db, who.viewer, number, desk.now())
    if case is None:
        return None
    if look_is_logged(Identity(case.identity), who.viewer.role):
        await case_looks.note_look(db, who.viewer, case.id, SAVED, desk.now())
    return await store.page(db, who.viewer, case, desk.now())
