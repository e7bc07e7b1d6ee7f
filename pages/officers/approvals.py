"""What waits for the Kepala's word (K6.7c), for a small screen between two meetings."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import approvals as procedure
from core.procedures.case_file import NoSuchCase
from core.procedures.not_ready import ChangedMeanwhile, NotReady
from core.rules.calendar import office_day
from core.rules.missing import Missing
from core.rules.roles import Action
from core.store import approvals, case_page, reviews
from core.store.approvals import Approval
from pages.officers import case
from pages.officers.case_view import veiled
from pages.officers.clocks import day_words
from pages.officers.desk import Desk, SignedIn
from pages.officers.missing import to_do

CONFLICT = "Permohonan ini sudah diputuskan."
CHOOSE = "Tekan Setujui atau Tolak."


@dataclass(frozen=True, slots=True)
class Request:
    """One request as the Kepala reads it; `steps` is what the examination says so far."""

    approval: Approval
    day: str
    words: str
    matter: str
    steps: tuple[str, ...]


def router(desk: Desk) -> APIRouter:
    """`/desk/approvals`."""
    routes = APIRouter()
    Who = Annotated[SignedIn, Depends(desk.signed_in)]  # noqa: N806 a type, known only here

    @routes.get("/desk/approvals")
    async def waiting(who: Who, decided: str = "") -> Response:
        return await _approvals_page(desk, who, decided=decided)

    @routes.post("/desk/approvals/{approval_id}")
    async def decide(
        approval_id: int, who: Who, decision: Annotated[str, Form()] = "", reason: Annotated[str, Form()] = ""
    ) -> Response:
        desk.require(who, Action.APPROVE_APIP)
        if decision not in ("grant", "refuse"):
            return await _approvals_page(desk, who, notice=CHOOSE, typed={approval_id: reason}, status=409)
        try:
            async with desk.begin() as db:
                number = await procedure.decide_on_apip(
                    db,
                    who.viewer,
                    approval_id,
                    granted=decision == "grant",
                    reason=reason,
                    desk=desk.public_url,
                    now=desk.now(),
                )
        except NotReady as refusal:
            missing = refusal.missing
            return await _approvals_page(desk, who, missing=missing, typed={approval_id: reason}, status=409)
        except ChangedMeanwhile:
            kept = f"{CONFLICT} Alasan yang Anda tulis: {reason}" if reason.strip() else CONFLICT
            return await _approvals_page(desk, who, notice=kept, status=409)
        except NoSuchCase:
            return await case.case_page(desk, who, "")
        return RedirectResponse(f"/desk/approvals?decided={number}", status_code=303)

    return routes


async def _approvals_page(
    desk: Desk,
    who: SignedIn,
    *,
    missing: tuple[Missing, ...] = (),
    notice: str = "",
    decided: str = "",
    typed: dict[int, str] | None = None,
    status: int = 200,
) -> Response:
    desk.require(who, Action.APPROVE_APIP)
    async with desk.begin() as db:
        waiting = [await _request(db, desk, who, one) for one in await approvals.waiting(db, who.viewer)]
    return desk.renderer.page(
        "officers/approvals.html",
        status=status,
        who=who,
        waiting=waiting,
        missing=to_do(missing),
        notice=notice,
        decided=decided,
        typed=typed or {},
    )


async def _request(db: AsyncConnection, desk: Desk, who: SignedIn, approval: Approval) -> Request:
    """What the Kepala needs to decide without opening the case; a hidden name stays hidden in all of it."""
    found = await case_page.head(db, who.viewer, approval.number, desk.now())
    page = await case_page.page(db, who.viewer, found, desk.now()) if found else None
    steps = await reviews.steps_seen_by(db, who.viewer, found.id) if found else {}

    def read(words: str) -> str:
        return veiled(words, page, who.viewer) if page else ""

    return Request(
        approval,
        day_words(office_day(approval.asked_at)),
        read(approval.request),
        read(approval.matter),
        tuple(read(step.text) for step in steps.values() if step.text),
    )
