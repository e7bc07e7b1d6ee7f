"""The office's text blocks: what is written often, in each language, with fields that a case fills."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.procedures import text_blocks as procedure
from core.procedures.not_ready import NotReady
from core.procedures.text_blocks import Written
from core.rules import sms
from core.rules.roles import Action
from core.rules.text_blocks import FIELDS, LANGUAGES, LONGEST, filled
from core.store import text_blocks
from pages.officers.desk import Desk, SignedIn
from pages.officers.forms import number_in
from pages.officers.missing import to_do
from pages.officers.queue_filters import LANGUAGES as NAMES

EXAMPLE = {"nama": "Siti Aminah", "nomor": "26-00001-59", "layanan": "Izin Usaha Mikro Kecil"}
MEANING = {"nama": "nama pelapor", "nomor": "nomor laporan", "layanan": "layanannya", "petugas": "nama Anda"}
NOTHING = Written("", "id", "")


@dataclass(frozen=True, slots=True)
class Preview:
    """A block as a citizen would read it. `outside` is the sign that makes an SMS twice as long; empty for none."""

    words: str
    sms_parts: int
    outside: str


def router(desk: Desk) -> APIRouter:
    """`/desk/texts` for leaders and the administrator."""
    routes = APIRouter()

    def keeping_texts(who: Annotated[SignedIn, Depends(desk.signed_in)]) -> SignedIn:
        desk.require(who, Action.EDIT_TEXTS)
        return who

    Who = Annotated[SignedIn, Depends(keeping_texts)]  # noqa: N806 types, known only here
    Typed = Annotated[tuple[int, Written], Depends(_typed)]  # noqa: N806

    @routes.get("/desk/texts", response_class=HTMLResponse)
    async def show(who: Who, edit: int = 0, said: str = "") -> Response:
        async with desk.begin() as db:
            blocks = await text_blocks.everything(db)
        one = next((block for block in blocks if block.id == edit), None)
        written = Written(one.title, one.language, one.text) if one else NOTHING
        return await _page(desk, who, written, edit=one.id if one else 0, said=said)

    @routes.post("/desk/texts")
    async def keep(who: Who, typed: Typed) -> Response:
        """A new block, or the new wording of the one that was edited."""
        edit, written = typed
        try:
            async with desk.begin() as db:
                await procedure.keep(db, who.viewer, edit or None, written, now=desk.now())
        except NotReady as refusal:
            lacking = [one.words for one in to_do(refusal.missing)]
            return await _page(desk, who, written, edit=edit, lacking=lacking, status=409)
        return RedirectResponse("/desk/texts?said=kept", 303)

    @routes.post("/desk/texts/preview")
    async def preview(who: Who, typed: Typed) -> Response:
        """The block as a citizen would read it; nothing is kept."""
        edit, written = typed
        return await _page(desk, who, written, edit=edit, preview=preview_of(written.words, who.viewer.name))

    @routes.post("/desk/texts/{block_id}/remove")
    async def remove(who: Who, block_id: int) -> Response:
        async with desk.begin() as db:
            gone = await procedure.remove(db, block_id)
        return await _page(desk, who, NOTHING, gone=gone)

    return routes


def preview_of(words: str, officer: str) -> Preview:
    """With an invented citizen and this officer's name."""
    read = filled(words, {**EXAMPLE, "petugas": officer})
    return Preview(read, sms.parts(read), sms.outside_the_alphabet(read) or "")


def _typed(
    title: Annotated[str, Form(max_length=80)] = "",
    language: Annotated[str, Form()] = "id",
    words: Annotated[str, Form(max_length=LONGEST)] = "",
    edit: Annotated[str, Form()] = "",
) -> tuple[int, Written]:
    plain = words.replace("\r\n", "\n").replace("\0", "")
    return number_in(edit, 0), Written(title.replace("\0", ""), language, plain)


async def _page(
    desk: Desk, who: SignedIn, written: Written, *, edit: int = 0, said: str = "", status: int = 200, **more: Any
) -> HTMLResponse:
    async with desk.begin() as db:
        blocks = await text_blocks.everything(db)
    own = [(name, [block for block in blocks if block.language == key]) for key, name in NAMES.items()]
    given = [(NAMES[key], desk.answer_texts[key].blocks) for key in LANGUAGES if key in desk.answer_texts]
    return desk.renderer.page(
        "officers/texts.html",
        status=status,
        who=who,
        own=own,
        given=given,
        languages=NAMES,
        fields=[(name, MEANING[name]) for name in FIELDS],
        written=written,
        edit=edit,
        said=said,
        **more,
    )
