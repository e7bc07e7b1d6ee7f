"""The printed receipt with code and square, and the way of an answer that no channel carries."""

import io
from typing import Annotated

import segno
from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import posting
from core.procedures.clocks import main_rule
from core.rules.decision import LegalKind, Reason
from core.rules.report import Identity
from core.rules.roles import Action
from core.rules.secrecy import look_is_logged
from core.store import case_looks, papers
from core.store import case_page as store
from core.store.case_head import CaseHead
from core.store.case_page import DecisionLine
from pages.officers.case_view import is_hidden
from pages.officers.case_words import BECAUSE, LEGAL_KINDS, moment_words
from pages.officers.clocks import day_words
from pages.officers.desk import Desk, SignedIn
from pages.officers.doing import do
from pages.officers.forms import fields_of, version_of

PRINTED = "mencetak tanda terima"
LONGEST_MATTER = 160
SIZES = ("a5", "thermal")


def router(desk: Desk) -> APIRouter:
    """`/desk/cases/{number}/receipt`, and posting an answer by letter or on the board."""
    routes = APIRouter(prefix="/desk/cases/{number}")
    Who = Annotated[SignedIn, Depends(desk.signed_in)]  # noqa: N806 a type, known only here

    @routes.get("/receipt", response_class=HTMLResponse)
    async def receipt(number: str, who: Who, size: str = "a5") -> Response:
        desk.require(who, Action.REGISTER_PAPER)
        async with desk.begin() as db:
            case = await store.head(db, who.viewer, number, desk.now())
            if case is None:
                return desk.renderer.page("officers/no_case.html", status=404, who=who, number=number)
            page = await store.page(db, who.viewer, case, desk.now())
            found = await papers.of_case(db, case.id)
            rule = main_rule(LegalKind(case.legal_kind))
            due_on = await papers.main_day(db, case.id, rule)
            if look_is_logged(Identity(case.identity), who.viewer.role):
                await case_looks.note_look(db, who.viewer, case.id, PRINTED, desk.now())
        code = desk.tokens.code(case.number)
        hidden = case.identity == Identity.CONFIDENTIAL or is_hidden(case, who.viewer)
        decided = _binding(page.decisions, case)
        link = desk.by_hand.tracking_link(case.number, code)
        way = desk.by_hand.way(found.way) if found else None
        return desk.renderer.page(
            "officers/receipt.html",
            who=who,
            case=case,
            code=code,
            link=link,
            track_at=desk.by_hand.track_at,
            square=square(link),
            size=size if size in SIZES else SIZES[0],
            kind=LEGAL_KINDS[case.legal_kind],
            clause=decided.clause if decided else "",
            because=BECAUSE.get(decided.because, "") if decided and decided.because != Reason.COMPLETE else "",
            received=_received(case, hour_known=found is None or found.hour_known),
            due=day_words(due_on) if due_on and case.legal_kind != LegalKind.SUGGESTION else "",
            name=_name(case, hidden=hidden),
            matter="" if hidden else _short(case.matter),
            way=way.name if way else desk.names.channels.get(case.channel, case.channel),
            paper=found,
            typed_at=moment_words(found.typed_at) if found else "",
            address=desk.by_hand.address,
        )

    @routes.post("/letter")
    async def send_letter(request: Request, number: str, who: Who) -> Response:
        """The printed answer was handed to a carrier."""
        desk.require(who, Action.CLOSE)
        form = await request.form()
        fields, version = fields_of(form), version_of(form)

        async def sent(db: AsyncConnection) -> None:
            carrier, reference = fields.get("letter.carrier", ""), fields.get("letter.reference", "")
            await posting.send_letter(db, who.viewer, number, version, carrier, reference, now=desk.now())

        return await do(desk, who, number, fields, sent, then="#penutupan")

    @routes.post("/notice")
    async def hang(request: Request, number: str, who: Who) -> Response:
        """The answer hangs on the public board, by number, with nobody in it."""
        desk.require(who, Action.CLOSE)
        form = await request.form()
        fields, version = fields_of(form), version_of(form)

        async def hung(db: AsyncConnection) -> None:
            words, kept = fields.get("notice.words", ""), desk.by_hand.kept
            await posting.hang(db, who.viewer, number, version, words, kept=kept, now=desk.now())

        return await do(desk, who, number, fields, hung, then="#penutupan")

    @routes.post("/notice/down")
    async def take_down(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.CLOSE)
        version = version_of(await request.form())

        async def taken(db: AsyncConnection) -> None:
            await posting.take_down(db, who.viewer, number, version, now=desk.now())

        return await do(desk, who, number, {}, taken, then="#penutupan")

    return routes


def square(address: str) -> str:
    """The address as a QR square, inline."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=0, scale=4, xmldecl=False, svgns=True, omitsize=True)
    return out.getvalue().decode()


def _binding(decisions: tuple[DecisionLine, ...], case: CaseHead) -> DecisionLine | None:
    """What made the case what it is now."""
    shall = [one for one in decisions if one.force == "shall" and one.legal_kind == case.legal_kind]
    return shall[-1] if shall else None


def _received(case: CaseHead, *, hour_known: bool) -> str:
    words = moment_words(case.received_at)
    return f"{words} WIB" if hour_known else words.partition(" ")[0]


def _name(case: CaseHead, *, hidden: bool) -> str:
    if hidden:
        return "dirahasiakan"
    return case.name or "tanpa nama"


def _short(matter: str) -> str:
    words = " ".join(matter.split())
    return words if len(words) <= LONGEST_MATTER else f"{words[:LONGEST_MATTER]}…"
