"""The case: one page that shows everything this person may see of it, and its files."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.rules.grouping import COMPONENTS
from core.rules.missing import Missing
from core.rules.report import Identity
from core.rules.roles import Action
from core.rules.secrecy import look_is_logged
from core.store import case_files, case_looks, case_people, papers, presences
from core.store import case_page as store
from core.store.case_files import File
from core.store.case_head import CaseHead
from pages.officers import case_words
from pages.officers.case_view import behind_veil, is_hidden, view_of
from pages.officers.desk import Desk, SignedIn
from pages.officers.lacking import Lacking
from pages.officers.worksheet import work_on

OPENED = "membuka halaman laporan"
SAVED = "mengunduh berkas"
SAFE = {"x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'; sandbox"}


def case_address(number: str, anchor: str = "") -> str:
    return f"/desk/cases/{quote(number)}{anchor}"


def router(desk: Desk) -> APIRouter:
    """`GET /desk/cases/{number}` and what hangs on it."""
    routes = APIRouter(prefix="/desk/cases/{number}")
    Who = Annotated[SignedIn, Depends(desk.signed_in)]  # noqa: N806 a type, known only here

    @routes.get("", response_class=HTMLResponse)
    async def show(number: str, who: Who) -> Response:
        desk.require(who, Action.SEE_CASES)
        return await case_page(desk, who, number)

    @routes.get("/files/{attachment_id}")
    async def attachment(number: str, attachment_id: int, who: Who) -> Response:
        return await _file(desk, who, number, attachment_id, "attachment")

    @routes.get("/originals/{message_id}")
    async def original(number: str, message_id: int, who: Who) -> Response:
        return await _file(desk, who, number, message_id, "original")

    @routes.post("/files/{attachment_id}/looked")
    async def looked(number: str, attachment_id: int, who: Who) -> Response:
        """An officer has looked at an attachment that no machine could read."""
        desk.require(who, Action.EXAMINE)
        async with desk.begin() as db:
            case = await store.head(db, who.viewer, number, desk.now())
            if case is None:
                return _not_there(desk, who, number)
            await case_files.look_at_attachment(db, case, attachment_id, desk.now())
        return RedirectResponse(case_address(number, "#percakapan"), status_code=303)

    return routes


async def case_page(
    desk: Desk,
    who: SignedIn,
    number: str,
    *,
    missing: tuple[Missing, ...] = (),
    conflict: bool = False,
    status: int = 200,
) -> Response:
    """The page, with what is missing or what a colleague changed at its head; 404 for a case one may not see."""
    now = desk.now()
    async with desk.begin() as db:
        case = await store.head(db, who.viewer, number, now)
        if case is None:
            return _not_there(desk, who, number)
        page = await store.page(db, who.viewer, case, now)
        work = await work_on(db, desk, who, number)
        work = behind_veil(work, page) if work and is_hidden(case, who.viewer) else work
        paper = await papers.of_case(db, case.id)
        officers = await case_people.choices(db) if who.may(Action.NAME_COMPLAINED_ABOUT) else []
        await presences.note(db, who.viewer, case.id, now)
        if look_is_logged(Identity(case.identity), who.viewer.role):
            await case_looks.note_look(db, who.viewer, case.id, OPENED, now)
    return desk.renderer.page(
        "officers/case.html",
        status=status,
        who=who,
        case=page,
        view=view_of(page, desk, who.viewer, now),
        work=work,
        names=desk.names,
        words=case_words,
        components=COMPONENTS,
        officers=officers,
        paper=paper,
        ways=desk.by_hand.names,
        typed=work.fields if work else {},
        missing=missing,
        lacks=Lacking(missing),
        conflict=conflict,
    )


def _not_there(desk: Desk, who: SignedIn, number: str) -> Response:
    """The same for a case that does not exist and for one that this person may not see."""
    return desk.renderer.page("officers/no_case.html", status=404, who=who, number=number)


async def _file(desk: Desk, who: SignedIn, number: str, file_id: int, what: str) -> Response:
    """Saved, never shown: what strangers send is not opened inside our page. Hidden names hide files, too."""
    desk.require(who, Action.SEE_CASES)
    async with desk.begin() as db:
        case = await store.head(db, who.viewer, number, desk.now())
        if case is None or is_hidden(case, who.viewer):
            return _not_there(desk, who, number)
        found = await (case_files.attachment if what == "attachment" else case_files.original)(db, case, file_id)
        if found is None:
            return _not_there(desk, who, number)
        await _note_saving(desk, who, case, db)
    return _download(found)


async def _note_saving(desk: Desk, who: SignedIn, case: CaseHead, db: AsyncConnection) -> None:
    if look_is_logged(Identity(case.identity), who.viewer.role):
        await case_looks.note_look(db, who.viewer, case.id, SAVED, desk.now())


def _download(file: File) -> Response:
    name = "".join(letter for letter in file.name if letter.isprintable() and letter not in '/\\"')
    headers = {**SAFE, "content-disposition": f"attachment; filename*=UTF-8''{quote(name or 'lampiran')}"}
    return Response(file.content, media_type="application/octet-stream", headers=headers)
