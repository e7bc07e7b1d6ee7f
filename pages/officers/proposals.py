"""An officer's word on what the rules propose: kind, late filing, and whose matter it is (K6.1, K6.3, K6.5b)."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from core.procedures import forward, triage
from core.procedures.forward import Verdict
from core.rules.decision import LegalKind
from core.rules.forwarding import Choice
from core.rules.missing import Missing
from core.rules.roles import Action
from pages.officers.citizen_words import with_office
from pages.officers.desk import Desk
from pages.officers.doing import Sent, carry_out, refused, sent_to

CHOOSE_KIND = (Missing("legal-kind", "K6.5", "legal_kind.other"),)
CHOOSE_WHOSE = (Missing("not-our-matter", "K6.1", "forwarding.choice"),)
FORWARDED = "#teruskan"


def router(desk: Desk) -> APIRouter:
    """Proposals confirmed or refused, the kind changed, the matter forwarded."""
    routes = APIRouter(prefix="/desk/cases/{number}")
    Form = Annotated[Sent, Depends(sent_to(desk))]  # noqa: N806 a type, known only here

    @routes.post("/proposals/{proposal_id}")
    async def decide(form: Form, proposal_id: int) -> Response:
        desk.require(form.who, Action.DECIDE_PROPOSAL)
        return await carry_out(
            desk,
            form,
            "#usulan",
            triage.decide_proposal,
            proposal_id,
            agreed=form.typed("verdict") == "agreed",
            reason=form.typed("proposal.reason"),
            words=form.typed("proposal.words"),
            law=desk.law(),
            tokens=desk.tokens,
            now=desk.now(),
        )

    @routes.post("/kind")
    async def change_kind(form: Form) -> Response:
        desk.require(form.who, Action.DECIDE_PROPOSAL)
        kind = form.typed("kind.to")
        if kind not in set(LegalKind):
            return await refused(desk, form.who, form.number, CHOOSE_KIND)
        return await carry_out(
            desk,
            form,
            "#jenis",
            triage.change_kind,
            LegalKind(kind),
            reason=form.typed("kind.reason"),
            words=form.typed("kind.words"),
            law=desk.law(),
            tokens=desk.tokens,
            now=desk.now(),
        )

    @routes.post("/forward")
    async def decide_whose(form: Form) -> Response:
        desk.require(form.who, Action.DECIDE_PROPOSAL)
        if form.typed("forward.choice") not in set(Choice):
            return await refused(desk, form.who, form.number, CHOOSE_WHOSE)
        return await carry_out(
            desk,
            form,
            FORWARDED,
            forward.decide_whose,
            _verdict(form),
            law=desk.law(),
            tokens=desk.tokens,
            now=desk.now(),
        )

    @routes.post("/forward/told")
    async def told(form: Form) -> Response:
        desk.require(form.who, Action.DECIDE_PROPOSAL)
        return await carry_out(desk, form, FORWARDED, forward.told_by_hand, now=desk.now())

    @routes.post("/forward/confirmed")
    async def confirmed(form: Form) -> Response:
        desk.require(form.who, Action.DECIDE_PROPOSAL)
        words = form.typed("forward.confirmation")
        return await carry_out(desk, form, FORWARDED, forward.confirm, words, now=desk.now())

    return routes


def _verdict(form: Sent) -> Verdict:
    other = form.typed("forward.other_office")
    return Verdict(
        choice=Choice(form.typed("forward.choice")),
        other_office=other,
        consent=form.ticked("forward.consent"),
        reason=form.typed("forward.reason"),
        words=with_office(form.typed("forward.words"), other),
    )
