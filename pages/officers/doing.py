"""How a form of the case page is carried out: what was typed is kept, then one procedure, then back to the case."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Concatenate, ParamSpec

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures.case_file import NoSuchCase
from core.procedures.not_ready import ChangedMeanwhile, NotReady
from core.rules.missing import Missing
from core.store import drafts, reviews
from core.store.viewers import Viewer
from pages.officers.case import case_address, case_page
from pages.officers.desk import Desk, SignedIn
from pages.officers.forms import Fields, fields_of, version_of

Deed = Callable[[AsyncConnection], Awaitable[object]]
Given = ParamSpec("Given")


@dataclass(frozen=True, slots=True)
class Sent:
    """A form of the case page: who sent it, of which case, in the version the page showed, and what was typed."""

    who: SignedIn
    number: str
    version: int
    fields: Fields

    def typed(self, name: str) -> str:
        return self.fields.get(name, "")

    def ticked(self, name: str) -> bool:
        return self.typed(name) == "yes"


def sent_to(desk: Desk) -> Callable[..., Awaitable[Sent]]:
    """The dependency of a route that takes such a form."""

    async def sent(request: Request, number: str, who: Annotated[SignedIn, Depends(desk.signed_in)]) -> Sent:
        form = await request.form()
        return Sent(who, number, version_of(form), fields_of(form))

    return sent


async def carry_out(
    desk: Desk,
    sent: Sent,
    then: str,
    procedure: Callable[Concatenate[AsyncConnection, Viewer, str, int, Given], Awaitable[object]],
    /,
    *values: Given.args,
    **more: Given.kwargs,
) -> Response:
    """One procedure, by whoever sent the form, on its case in its version; then as `do` says."""

    async def deed(db: AsyncConnection) -> None:
        await procedure(db, sent.who.viewer, sent.number, sent.version, *values, **more)

    return await do(desk, sent.who, sent.number, sent.fields, deed, then=then)


async def keep_drafts(desk: Desk, who: SignedIn, number: str, fields: Fields) -> bool:
    """Whether there was a case to keep them with."""
    async with desk.begin() as db:
        found = await reviews.conversation_of(db, who.viewer, number)
        if found is None:
            return False
        await drafts.keep(db, found[0], who.viewer.officer_id, fields, desk.now())
    return True


async def forget_drafts(desk: Desk, who: SignedIn, number: str, fields: Iterable[str]) -> None:
    async with desk.begin() as db:
        found = await reviews.conversation_of(db, who.viewer, number)
        if found:
            await drafts.forget(db, found[0], who.viewer.officer_id, list(fields))


async def do(desk: Desk, who: SignedIn, number: str, fields: Fields, deed: Deed, *, then: str = "") -> Response:
    """Back to the case at `then`; 409 with what is missing, or with the colleague's change, and the drafts kept."""
    await keep_drafts(desk, who, number, fields)
    try:
        async with desk.begin() as db:
            await deed(db)
    except NoSuchCase:
        return await case_page(desk, who, number)
    except NotReady as refusal:
        return await refused(desk, who, number, refusal.missing)
    except ChangedMeanwhile:
        return await case_page(desk, who, number, conflict=True, status=409)
    await forget_drafts(desk, who, number, fields)
    desk.wake()
    return RedirectResponse(case_address(number, then), status_code=303)


async def refused(desk: Desk, who: SignedIn, number: str, missing: tuple[Missing, ...]) -> Response:
    return await case_page(desk, who, number, missing=missing, status=409)
