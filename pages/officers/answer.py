"""The answer and everything else that is said to the citizen, and the lawful close."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import answer, close, holding, new_day
from core.procedures.case_file import NoSuchCase
from core.rules.missing import Missing
from core.rules.roles import Action
from core.store import reviews
from pages.officers.case import case_page
from pages.officers.composer import reply_in, texts_in
from pages.officers.desk import Desk, SignedIn
from pages.officers.doing import Sent, carry_out, do, keep_drafts, refused, sent_to
from pages.officers.forms import Fields, day_in
from pages.officers.worksheet import work_on

TALK, CLOSING = "#percakapan", "#penutupan"
CHOOSE_DAY = (Missing("answer-and-result", "K6.4", "new_day.later"),)


def router(desk: Desk) -> APIRouter:
    """Composer, question, new day, handover, close: each a form of the case page."""
    routes = APIRouter(prefix="/desk/cases/{number}")
    Form = Annotated[Sent, Depends(sent_to(desk))]  # noqa: N806 a type, known only here

    @routes.post("/answer")
    async def send_answer(form: Form) -> Response:
        desk.require(form.who, Action.ANSWER)

        async def answered(db: AsyncConnection) -> None:
            work = await work_on(db, desk, form.who, form.number)
            linked = work.fields if work else {}
            reply = reply_in({**linked, **form.fields}, desk.law().standard)
            speech = await _speech(db, desk, form)
            await answer.answer(db, form.who.viewer, form.number, form.version, reply, law=desk.law(), **speech)

        done = await do(desk, form.who, form.number, form.fields, answered, then=TALK)
        return await _onward(desk, form.who) or done if done.status_code == 303 else done

    @routes.post("/answer/block")
    async def insert_block(form: Form) -> Response:
        """Adds a text block to the draft, for browsers without JavaScript."""
        desk.require(form.who, Action.ANSWER)
        async with desk.begin() as db:
            work = await work_on(db, desk, form.who, form.number)
        blocks = dict(reversed(work.composer.blocks)) if work else {}
        findings = f"{form.typed('answer.findings')}\n\n{blocks.get(form.typed('block'), '')}".strip()
        typed = {name: words for name, words in form.fields.items() if name != "block"}
        return await _kept(desk, form, {**typed, "answer.findings": findings})

    @routes.post("/answer/preview")
    async def preview(form: Form) -> Response:
        """Keeps the draft and shows the page with the answer as it would leave."""
        desk.require(form.who, Action.ANSWER)
        return await _kept(desk, form, form.fields)

    @routes.post("/ask")
    async def ask(form: Form) -> Response:
        desk.require(form.who, Action.ANSWER)

        async def asked(db: AsyncConnection) -> None:
            question, speech = form.typed("ask.question"), await _speech(db, desk, form)
            await answer.ask(db, form.who.viewer, form.number, form.version, question, **speech)

        return await do(desk, form.who, form.number, form.fields, asked, then=TALK)

    @routes.post("/bot")
    async def back_to_bot(form: Form) -> Response:
        desk.require(form.who, Action.ANSWER)

        async def given_back(db: AsyncConnection) -> None:
            await answer.back_to_bot(db, form.who.viewer, form.number, now=desk.now())

        return await do(desk, form.who, form.number, {}, given_back, then=TALK)

    @routes.post("/again")
    async def send_again(form: Form) -> Response:
        desk.require(form.who, Action.ANSWER)

        async def sent(db: AsyncConnection) -> None:
            speech = await _speech(db, desk, form)
            await answer.send_again(db, form.who.viewer, form.number, form.version, **speech)

        return await do(desk, form.who, form.number, {}, sent, then=CLOSING)

    @routes.post("/new-day")
    async def promise_new_day(form: Form) -> Response:
        desk.require(form.who, Action.ANSWER)
        day = day_in(form.typed("new_day.day"))
        if day is None:
            await keep_drafts(desk, form.who, form.number, form.fields)
            return await refused(desk, form.who, form.number, CHOOSE_DAY)

        async def promised(db: AsyncConnection) -> None:
            reason, speech = form.typed("new_day.reason"), await _speech(db, desk, form)
            await new_day.promise_new_day(db, form.who.viewer, form.number, form.version, reason, day, **speech)

        return await do(desk, form.who, form.number, form.fields, promised, then="#tenggat")

    @routes.post("/handover")
    async def hand_over(form: Form) -> Response:
        desk.require(form.who, Action.CLOSE)
        received_by = form.typed("handover.received_by")
        return await carry_out(desk, form, CLOSING, close.hand_over, received_by, now=desk.now())

    @routes.post("/close")
    async def close_case(form: Form) -> Response:
        desk.require(form.who, Action.CLOSE)
        tiers, numbers = tuple(desk.names.tiers), desk.law().standard.numbers
        return await carry_out(desk, form, CLOSING, close.close, tiers, numbers=numbers, now=desk.now())

    return routes


async def _kept(desk: Desk, form: Sent, fields: Fields) -> Response:
    """The page again, with the draft on it."""
    await keep_drafts(desk, form.who, form.number, fields)
    return await case_page(desk, form.who, form.number)


async def _speech(db: AsyncConnection, desk: Desk, form: Sent) -> dict[str, Any]:
    """What a procedure needs to speak to this citizen: the office's sentences in their language."""
    found = await reviews.of_number(db, form.who.viewer, form.number)
    if found is None:
        raise NoSuchCase(form.number)
    return {"texts": texts_in(desk, found[0].language), "tokens": desk.tokens, "now": desk.now()}


async def _onward(desk: Desk, who: SignedIn) -> Response | None:
    """Whoever chose to go on after an answer gets the most urgent case nobody holds; None to stay where one is."""
    if who.preferences.get("after_answer") != "next" or not who.may(Action.HOLD_CASE):
        return None
    async with desk.begin() as db:
        number = await holding.take_next(db, who.viewer, now=desk.now())
    return RedirectResponse(f"/desk/cases/{number}" if number else "/desk?said=nobody_waits", status_code=303)
