"""An officer's word on what the rules propose: kind, late filing, and whose matter it is (K6.1, K6.3, K6.5b)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import forward, triage
from core.procedures.forward import Verdict
from core.rules.decision import LegalKind
from core.rules.forwarding import Choice
from core.rules.missing import Missing
from core.rules.roles import Action
from pages.officers.citizen_words import with_office
from pages.officers.desk import Desk, SignedIn
from pages.officers.doing import do, refused
from pages.officers.forms import Fields, fields_of, version_of

CHOOSE_KIND = (Missing("legal-kind", "K6.5", "legal_kind.other"),)
CHOOSE_WHOSE = (Missing("not-our-matter", "K6.1", "forwarding.choice"),)


def router(desk: Desk) -> APIRouter:
    """Proposals confirmed or refused, the kind changed, the matter forwarded."""
    routes = APIRouter(prefix="/desk/cases/{number}")
    Who = Annotated[SignedIn, Depends(desk.signed_in)]  # noqa: N806

    @routes.post("/proposals/{proposal_id}")
    async def decide(request: Request, number: str, proposal_id: int, who: Who) -> Response:
        desk.require(who, Action.DECIDE_PROPOSAL)
        form = await request.form()
        fields = fields_of(form)
        agreed = fields.pop("verdict", "") == "agreed"

        async def decided(db: AsyncConnection) -> None:
            await triage.decide_proposal(
                db,
                who.viewer,
                number,
                version_of(form),
                proposal_id,
                agreed=agreed,
                reason=fields.get("proposal.reason", ""),
                words=fields.get("proposal.words", ""),
                law=desk.law(),
                tokens=desk.tokens,
                now=desk.now(),
            )

        return await do(desk, who, number, fields, decided, then="#usulan")

    @routes.post("/kind")
    async def change_kind(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.DECIDE_PROPOSAL)
        form = await request.form()
        fields = fields_of(form)
        kind = fields.get("kind.to", "")
        if kind not in set(LegalKind):
            return await refused(desk, who, number, CHOOSE_KIND)

        async def changed(db: AsyncConnection) -> None:
            await triage.change_kind(
                db,
                who.viewer,
                number,
                version_of(form),
                LegalKind(kind),
                reason=fields.get("kind.reason", ""),
                words=fields.get("kind.words", ""),
                law=desk.law(),
                tokens=desk.tokens,
                now=desk.now(),
            )

        return await do(desk, who, number, fields, changed, then="#jenis")

    @routes.post("/forward")
    async def decide_whose(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.DECIDE_PROPOSAL)
        form = await request.form()
        fields = fields_of(form)
        if fields.get("forward.choice") not in set(Choice):
            return await refused(desk, who, number, CHOOSE_WHOSE)

        async def decided(db: AsyncConnection) -> None:
            await forward.decide_whose(
                db,
                who.viewer,
                number,
                version_of(form),
                _verdict(fields),
                law=desk.law(),
                tokens=desk.tokens,
                now=desk.now(),
            )

        return await do(desk, who, number, fields, decided, then="#teruskan")

    @routes.post("/forward/told")
    async def told(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.DECIDE_PROPOSAL)
        version = version_of(await request.form())

        async def noted(db: AsyncConnection) -> None:
            await forward.told_by_hand(db, who.viewer, number, version, now=desk.now())

        return await do(desk, who, number, {}, noted, then="#teruskan")

    @routes.post("/forward/confirmed")
    async def confirmed(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.DECIDE_PROPOSAL)
        form = await request.form()
        fields = fields_of(form)

        async def noted(db: AsyncConnection) -> None:
            words = fields.get("forward.confirmation", "")
            await forward.confirm(db, who.viewer, number, version_of(form), words, now=desk.now())

        return await do(desk, who, number, fields, noted, then="#teruskan")

    return routes


def _verdict(fields: Fields) -> Verdict:
    other = fields.get("forward.other_office", "")
    return Verdict(
        choice=Choice(fields["forward.choice"]),
        other_office=other,
        consent=fields.get("forward.consent") == "yes",
        reason=fields.get("forward.reason", ""),
        words=with_office(fields.get("forward.words", ""), other),
    )
