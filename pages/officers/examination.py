"""The examination as a worksheet, who settles the case, the reports to the superior, and what waits for the Kepala."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import examine, follow_up
from core.procedures.case_file import NoSuchCase
from core.procedures.not_ready import ChangedMeanwhile, NotReady
from core.rules.calendar import office_day
from core.rules.follow_up import Category
from core.rules.missing import Missing
from core.rules.roles import Action
from core.store import approvals, reviews
from core.store import case_page as store
from pages.officers.case import case_address, case_page
from pages.officers.case_view import veiled
from pages.officers.clocks import day_words
from pages.officers.desk import Desk, SignedIn
from pages.officers.doing import do, forget_drafts, keep_drafts, refused
from pages.officers.forms import fields_of, findings_in, version_of
from pages.officers.missing import to_do

CONFLICT = "Permohonan ini sudah diputuskan."


def router(desk: Desk) -> APIRouter:
    """Everything of K6.6 and K6.7 on the case page, and `/desk/approvals`."""
    routes = APIRouter()
    Who = Annotated[SignedIn, Depends(desk.signed_in)]  # noqa: N806 a type, known only here

    @routes.post("/desk/cases/{number}/draft")
    async def draft(request: Request, number: str, who: Who) -> Response:
        """Keeps what is being typed. A script gets 204, a form without one goes back to the case."""
        desk.require(who, Action.EXAMINE, Action.ADD_FINDINGS)
        fields = fields_of(await request.form())
        then = fields.pop("then", "")
        if not await keep_drafts(desk, who, number, fields):
            return await case_page(desk, who, number)
        if then.startswith("#"):
            return RedirectResponse(case_address(number, then), status_code=303)
        return Response(status_code=204)

    @routes.post("/desk/cases/{number}/examination")
    async def save_examination(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.EXAMINE, Action.ADD_FINDINGS)
        form = await request.form()
        fields, version = fields_of(form), version_of(form)
        return await _examined(desk, who, number, fields, version)

    @routes.post("/desk/cases/{number}/category")
    async def choose_category(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.EXAMINE)
        form = await request.form()
        fields, version = fields_of(form), version_of(form)
        category = fields.get("category", "")
        if category not in set(Category):
            return await refused(desk, who, number, (Missing("follow-up", "K6.7", "follow_up.choose_category"),))

        async def chosen(db: AsyncConnection) -> None:
            await follow_up.choose_category(
                db,
                who.viewer,
                number,
                version,
                Category(category),
                agency=fields.get("agency", "") if category == Category.WITH_AGENCY else "",
                regulation=fields.get("regulation", "") if category == Category.WITH_APIP else "",
                now=desk.now(),
            )

        return await do(desk, who, number, fields, chosen, then="#kategori")

    @routes.post("/desk/cases/{number}/approval")
    async def ask_for_apip(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.EXAMINE)
        form = await request.form()
        fields, version = fields_of(form), version_of(form)

        async def asked(db: AsyncConnection) -> None:
            because = fields.get("approval.because", "")
            await follow_up.ask_for_apip(db, who.viewer, number, version, because, now=desk.now())

        return await do(desk, who, number, fields, asked, then="#kategori")

    @routes.post("/desk/cases/{number}/report")
    async def report_upward(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.REPORT_UPWARD)
        form = await request.form()
        fields, version = fields_of(form), version_of(form)

        async def reported(db: AsyncConnection) -> None:
            await follow_up.report_upward(
                db,
                who.viewer,
                number,
                version,
                fields.get("report.text", ""),
                tuple(desk.names.tiers),
                and_move=fields.get("move") == "yes",
                now=desk.now(),
            )

        return await do(desk, who, number, fields, reported, then="#laporan-atasan")

    @routes.post("/desk/cases/{number}/tier")
    async def move(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.EXAMINE)
        form = await request.form()
        fields, version = fields_of(form), version_of(form)
        if fields.get("to") not in desk.names.tiers:
            return await case_page(desk, who, number, status=409)

        async def moved(db: AsyncConnection) -> None:
            tiers = tuple(desk.names.tiers)
            await follow_up.move(db, who.viewer, number, version, fields["to"], tiers, now=desk.now())

        return await do(desk, who, number, {}, moved, then="#laporan-atasan")

    @routes.get("/desk/cases/{number}/reports/{report_id}")
    async def report(number: str, report_id: int, who: Who) -> Response:
        """A report to the superior, for printing and signing; a hidden name stays hidden in it."""
        desk.require(who, Action.SEE_CASES)
        now = desk.now()
        async with desk.begin() as db:
            case = await store.head(db, who.viewer, number, now)
            page = await store.page(db, who.viewer, case, now) if case else None
            written = await reviews.reports_of(db, case.id) if case else []
        one = next((report for report in written if report.id == report_id), None)
        if one is None or page is None:
            return await case_page(desk, who, number, status=404)
        one = replace(one, text=veiled(one.text, page, who.viewer))
        day = day_words(office_day(one.at))
        return desk.renderer.page(
            "officers/report.html", who=who, number=number, report=one, tiers=desk.names.tiers, day=day
        )

    @routes.get("/desk/approvals")
    async def waiting(who: Who) -> Response:
        return await _approvals_page(desk, who)

    @routes.post("/desk/approvals/{approval_id}")
    async def decide(
        approval_id: int, who: Who, decision: Annotated[str, Form()] = "", reason: Annotated[str, Form()] = ""
    ) -> Response:
        desk.require(who, Action.APPROVE_APIP)
        if decision not in ("grant", "refuse"):
            return await _approvals_page(desk, who, typed={approval_id: reason}, status=409)
        try:
            async with desk.begin() as db:
                number = await follow_up.decide_on_apip(
                    db, who.viewer, approval_id, granted=decision == "grant", reason=reason, now=desk.now()
                )
        except NotReady as refusal:
            missing = refusal.missing
            return await _approvals_page(desk, who, missing=missing, typed={approval_id: reason}, status=409)
        except ChangedMeanwhile:
            return await _approvals_page(desk, who, notice=CONFLICT, typed={approval_id: reason}, status=409)
        except NoSuchCase:
            return await case_page(desk, who, "")
        return RedirectResponse(f"/desk/approvals?decided={number}", status_code=303)

    return routes


async def _examined(desk: Desk, who: SignedIn, number: str, fields: dict[str, str], version: int) -> Response:
    """Whole steps are on record afterwards; of those begun the drafts stay, and the page says what they lack."""
    await keep_drafts(desk, who, number, fields)
    try:
        async with desk.begin() as db:
            lacking = await examine.examine(db, who.viewer, number, version, findings_in(fields), now=desk.now())
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


async def _approvals_page(
    desk: Desk,
    who: SignedIn,
    *,
    missing: tuple[Missing, ...] = (),
    notice: str = "",
    typed: dict[int, str] | None = None,
    status: int = 200,
) -> Response:
    desk.require(who, Action.APPROVE_APIP)
    async with desk.begin() as db:
        waiting = await approvals.waiting(db, who.viewer)
        steps = {one.id: await _worksheet(db, who, one.number) for one in waiting}
    return desk.renderer.page(
        "officers/approvals.html",
        status=status,
        who=who,
        waiting=waiting,
        steps=steps,
        missing=to_do(missing),
        notice=notice,
        typed=typed or {},
        days={one.id: day_words(office_day(one.asked_at)) for one in waiting},
    )


async def _worksheet(db: AsyncConnection, who: SignedIn, number: str) -> list[str]:
    """What the examination says so far, for whoever decides without opening the case."""
    found = await reviews.of_number(db, who.viewer, number)
    steps = await reviews.steps_of(db, found[0].id) if found else {}
    return [step.text for step in steps.values() if step.text]
