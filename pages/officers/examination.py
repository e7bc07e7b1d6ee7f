"""The examination as a worksheet, who settles the case, and the reports to the superior."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response

from core.procedures import approvals, examine, follow_up
from core.procedures.case_file import NoSuchCase
from core.procedures.not_ready import ChangedMeanwhile, NotReady
from core.rules.follow_up import Category
from core.rules.missing import Missing
from core.rules.roles import Action
from pages.officers.case import case_address, case_page
from pages.officers.desk import Desk
from pages.officers.doing import Sent, carry_out, forget_drafts, keep_drafts, refused, sent_to
from pages.officers.forms import findings_in

CHOOSE_CATEGORY = (Missing("follow-up", "K6.7", "follow_up.choose_category"),)
CATEGORY, UPWARD = "#kategori", "#laporan-atasan"


def router(desk: Desk) -> APIRouter:
    """Everything of K6.6 and K6.7 on the case page."""
    routes = APIRouter(prefix="/desk/cases/{number}")
    Form = Annotated[Sent, Depends(sent_to(desk))]  # noqa: N806 a type, known only here

    @routes.post("/draft")
    async def draft(form: Form) -> Response:
        """Keeps what is being typed. A script gets 204, a form without one goes back to the case."""
        desk.require(form.who, Action.EXAMINE, Action.ADD_FINDINGS)
        then = form.typed("then")
        fields = {name: words for name, words in form.fields.items() if name != "then"}
        if not await keep_drafts(desk, form.who, form.number, fields):
            return await case_page(desk, form.who, form.number)
        if then.startswith("#"):
            return RedirectResponse(case_address(form.number, then), status_code=303)
        return Response(status_code=204)

    @routes.post("/examination")
    async def save_examination(form: Form) -> Response:
        desk.require(form.who, Action.EXAMINE, Action.ADD_FINDINGS)
        return await _examined(desk, form)

    @routes.post("/category")
    async def choose_category(form: Form) -> Response:
        desk.require(form.who, Action.EXAMINE)
        category = form.typed("category")
        if category not in set(Category):
            return await refused(desk, form.who, form.number, CHOOSE_CATEGORY)
        return await carry_out(
            desk,
            form,
            CATEGORY,
            follow_up.choose_category,
            Category(category),
            agency=form.typed("agency") if category == Category.WITH_AGENCY else "",
            regulation=form.typed("regulation") if category == Category.WITH_APIP else "",
            now=desk.now(),
        )

    @routes.post("/approval")
    async def ask_for_apip(form: Form) -> Response:
        desk.require(form.who, Action.EXAMINE)
        request, address = form.typed("approval.because"), desk.public_url
        ask = approvals.ask_for_apip
        return await carry_out(desk, form, CATEGORY, ask, request, desk=address, now=desk.now())

    @routes.post("/report")
    async def report_upward(form: Form) -> Response:
        desk.require(form.who, Action.REPORT_UPWARD)
        return await carry_out(
            desk,
            form,
            UPWARD,
            follow_up.report_upward,
            form.typed("report.text"),
            tuple(desk.names.tiers),
            and_move=form.ticked("move"),
            now=desk.now(),
        )

    @routes.post("/tier")
    async def move(form: Form) -> Response:
        desk.require(form.who, Action.EXAMINE)
        to, tiers = form.typed("to"), tuple(desk.names.tiers)
        if to not in tiers:
            return await case_page(desk, form.who, form.number, status=409)
        return await carry_out(desk, replace(form, fields={}), UPWARD, follow_up.move, to, tiers, now=desk.now())

    return routes


async def _examined(desk: Desk, form: Sent) -> Response:
    """Whole steps are on record afterwards; of those begun the drafts stay, and the page says what they lack."""
    who, number, fields = form.who, form.number, form.fields
    await keep_drafts(desk, who, number, fields)
    try:
        async with desk.begin() as db:
            lacking = await examine.examine(db, who.viewer, number, form.version, findings_in(fields), now=desk.now())
    except NoSuchCase:
        return await case_page(desk, who, number)
    except NotReady as refusal:
        return await refused(desk, who, number, refusal.missing)
    except ChangedMeanwhile:
        return await case_page(desk, who, number, conflict=True, status=409)
    begun = {gap.what.split(".")[1] for gap in lacking}
    await forget_drafts(desk, who, number, [name for name in fields if name.split(".")[0] not in begun])
    if lacking:
        return await refused(desk, who, number, lacking)
    return RedirectResponse(case_address(number, "#penelaahan"), status_code=303)
