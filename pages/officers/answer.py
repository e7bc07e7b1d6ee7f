"""The answer and everything else that is said to the citizen, and the lawful close."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import answer, close, holding, new_day
from core.procedures.case_file import NoSuchCase
from core.rules.missing import Missing
from core.rules.roles import Action
from core.store import reviews
from pages.officers.case import case_page
from pages.officers.desk import Desk, SignedIn
from pages.officers.doing import do, keep_drafts, refused
from pages.officers.forms import day_in, fields_of, version_of
from pages.officers.worksheet import reply_in, texts_in, work_on


def router(desk: Desk) -> APIRouter:
    """Composer, question, new day, handover, close: each a form of the case page."""
    routes = APIRouter(prefix="/desk/cases/{number}")
    Who = Annotated[SignedIn, Depends(desk.signed_in)]  # noqa: N806 a type, known only here

    @routes.post("/answer")
    async def send_answer(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.ANSWER)
        fields, version = await _typed(request)

        async def answered(db: AsyncConnection) -> None:
            work = await work_on(db, desk, who, number)
            linked = work.fields if work else {}
            reply = reply_in({**linked, **fields}, desk.law().standard)
            speech = await _speech(db, desk, who, number)
            await answer.answer(db, who.viewer, number, version, reply, law=desk.law(), **speech)

        done = await do(desk, who, number, fields, answered, then="#percakapan")
        return await _onward(desk, who) or done if done.status_code == 303 else done

    @routes.post("/answer/block")
    async def insert_block(request: Request, number: str, who: Who) -> Response:
        """Adds a text block to the draft, for browsers without JavaScript."""
        desk.require(who, Action.ANSWER)
        fields, _ = await _typed(request)
        async with desk.begin() as db:
            work = await work_on(db, desk, who, number)
        blocks = dict(work.composer.blocks) if work else {}
        words = blocks.get(fields.pop("block", ""), "")
        fields["answer.findings"] = f"{fields.get('answer.findings', '')}\n\n{words}".strip()
        await keep_drafts(desk, who, number, fields)
        return await case_page(desk, who, number)

    @routes.post("/answer/preview")
    async def preview(request: Request, number: str, who: Who) -> Response:
        """Keeps the draft and shows the page with the answer as it would leave."""
        desk.require(who, Action.ANSWER)
        fields, _ = await _typed(request)
        await keep_drafts(desk, who, number, fields)
        return await case_page(desk, who, number)

    @routes.post("/ask")
    async def ask(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.ANSWER)
        fields, version = await _typed(request)

        async def asked(db: AsyncConnection) -> None:
            speech = await _speech(db, desk, who, number)
            await answer.ask(db, who.viewer, number, version, fields.get("ask.question", ""), **speech)

        return await do(desk, who, number, fields, asked, then="#percakapan")

    @routes.post("/bot")
    async def back_to_bot(number: str, who: Who) -> Response:
        desk.require(who, Action.ANSWER)

        async def given_back(db: AsyncConnection) -> None:
            await answer.back_to_bot(db, who.viewer, number, now=desk.now())

        return await do(desk, who, number, {}, given_back, then="#percakapan")

    @routes.post("/again")
    async def send_again(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.ANSWER)
        _, version = await _typed(request)

        async def sent(db: AsyncConnection) -> None:
            await answer.send_again(db, who.viewer, number, version, **await _speech(db, desk, who, number))

        return await do(desk, who, number, {}, sent, then="#penutupan")

    @routes.post("/new-day")
    async def promise_new_day(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.ANSWER)
        fields, version = await _typed(request)
        day = day_in(fields.get("new_day.day", ""))
        if day is None:
            await keep_drafts(desk, who, number, fields)
            return await refused(desk, who, number, (Missing("answer-and-result", "K6.4", "new_day.later"),))

        async def promised(db: AsyncConnection) -> None:
            speech, reason = await _speech(db, desk, who, number), fields.get("new_day.reason", "")
            await new_day.promise_new_day(db, who.viewer, number, version, reason, day, **speech)

        return await do(desk, who, number, fields, promised, then="#tenggat")

    @routes.post("/handover")
    async def hand_over(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.CLOSE)
        fields, version = await _typed(request)

        async def handed(db: AsyncConnection) -> None:
            received_by = fields.get("handover.received_by", "")
            await close.hand_over(db, who.viewer, number, version, received_by, now=desk.now())

        return await do(desk, who, number, fields, handed, then="#penutupan")

    @routes.post("/close")
    async def close_case(request: Request, number: str, who: Who) -> Response:
        desk.require(who, Action.CLOSE)
        _, version = await _typed(request)

        async def closed(db: AsyncConnection) -> None:
            tiers, numbers = tuple(desk.names.tiers), desk.law().standard.numbers
            await close.close(db, who.viewer, number, version, tiers, numbers=numbers, now=desk.now())

        return await do(desk, who, number, {}, closed, then="#penutupan")

    return routes


async def _typed(request: Request) -> tuple[dict[str, str], int]:
    form = await request.form()
    return fields_of(form), version_of(form)


async def _speech(db: AsyncConnection, desk: Desk, who: SignedIn, number: str) -> dict[str, Any]:
    """What a procedure needs to speak to this citizen: the office's sentences in their language."""
    found = await reviews.of_number(db, who.viewer, number)
    if found is None:
        raise NoSuchCase(number)
    return {"texts": texts_in(desk, found[0].language), "tokens": desk.tokens, "now": desk.now()}


async def _onward(desk: Desk, who: SignedIn) -> Response | None:
    """Whoever chose to go on after an answer gets the most urgent case nobody holds; None to stay where one is."""
    if who.preferences.get("after_answer") != "next" or not who.may(Action.HOLD_CASE):
        return None
    async with desk.begin() as db:
        number = await holding.take_next(db, who.viewer, now=desk.now())
    return RedirectResponse(f"/desk/cases/{number}" if number else "/desk?said=nobody_waits", status_code=303)
