"""Quick triage: one case after the other, what it says, what Aduan guesses, and one key to confirm it (K6.5c)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import triage
from core.procedures.case_file import NoSuchCase
from core.procedures.not_ready import ChangedMeanwhile, NotReady
from core.rules.grouping import COMPONENTS
from core.rules.missing import Missing
from core.rules.report import Identity
from core.rules.roles import Action
from core.rules.secrecy import look_is_logged
from core.store import case_looks, case_page, presences
from core.store import triage as unsure
from core.store.case_page import CasePage
from pages.officers import case_words
from pages.officers.case_view import CaseView, view_of
from pages.officers.desk import Desk, SignedIn
from pages.officers.doing import Sent, sent_to
from pages.officers.forms import Fields
from pages.officers.missing import to_do
from pages.officers.tags import grouping_in

READ = "menggolongkan laporan"
CHANGED = "Seorang rekan baru saja mengubah laporan ini. Inilah keadaannya sekarang; pilihan Anda masih ada."


@dataclass(frozen=True, slots=True)
class Card:
    """The case in front of the officer. `words` are its sentences, with the evidence for the guess marked."""

    case: CasePage
    view: CaseView
    words: Sequence[tuple[str, bool]]
    confidence: Mapping[str, int]


def router(desk: Desk) -> APIRouter:
    """`GET /desk/triage` and `POST /desk/triage/{number}`."""
    routes = APIRouter()
    Who = Annotated[SignedIn, Depends(desk.signed_in)]  # noqa: N806 a type, known only here

    @routes.get("/desk/triage", response_class=HTMLResponse)
    async def show(who: Who, after: str = "", at: str = "", done: str = "") -> Response:
        """`after` is the case just left behind, `at` one to come back to, `done` the one just grouped."""
        desk.require(who, Action.CORRECT_TAGS)
        return await _page(desk, who, after=after, at=at, done=done)

    @routes.post("/desk/triage/{number}")
    async def group(form: Annotated[Sent, Depends(sent_to(desk))]) -> Response:
        """Keeps the grouping and shows the next case; what cannot be kept is said, with what was chosen."""
        desk.require(form.who, Action.CORRECT_TAGS)
        try:
            async with desk.begin() as db:
                await triage.correct_tags(
                    db,
                    form.who.viewer,
                    form.number,
                    form.version,
                    grouping_in(form.fields),
                    sectors=desk.law().sectors,
                    now=desk.now(),
                )
        except NoSuchCase:
            return RedirectResponse("/desk/triage", 303)
        except NotReady as refusal:
            return await _page(desk, form.who, at=form.number, typed=form.fields, missing=refusal.missing)
        except ChangedMeanwhile:
            return await _page(desk, form.who, at=form.number, typed=form.fields, sentence=CHANGED)
        return RedirectResponse(f"/desk/triage?after={form.number}&done={form.number}", 303)

    return routes


async def _page(
    desk: Desk,
    who: SignedIn,
    *,
    after: str = "",
    at: str = "",
    done: str = "",
    typed: Fields | None = None,
    missing: tuple[Missing, ...] = (),
    sentence: str = "",
) -> HTMLResponse:
    async with desk.begin() as db:
        number = at or await unsure.next_unsure(db, who.viewer, desk.now(), after=after)
        card = await _card(db, desk, who, number) if number else None
        left = await unsure.how_many_unsure(db, who.viewer)
    return desk.renderer.page(
        "officers/triage.html",
        status=409 if typed is not None else 200,
        who=who,
        card=card,
        left=left,
        after=after,
        done=done,
        typed=typed or {},
        open_form=typed is not None,
        missing=to_do(missing),
        sentence=sentence,
        names=desk.names,
        words=case_words,
        components=COMPONENTS,
    )


async def _card(db: AsyncConnection, desk: Desk, who: SignedIn, number: str) -> Card | None:
    """What is shown counts as looking at the case: colleagues see it, and a hidden reporter's looks are logged."""
    now = desk.now()
    head = await case_page.head(db, who.viewer, number, now)
    if head is None:
        return None
    page = await case_page.page(db, who.viewer, head, now)
    await presences.note(db, who.viewer, head.id, now)
    if look_is_logged(Identity(head.identity), who.viewer.role):
        await case_looks.note_look(db, who.viewer, head.id, READ, now)
    view = view_of(page, desk, who.viewer, now)
    guess = page.tags[0] if page.tags else None
    evidence = guess.evidence if guess and not view.hidden else ()
    confidence: Mapping[str, Any] = guess.confidence if guess else {}
    percent = {axis: round(100 * sure) for axis, sure in confidence.items()}
    return Card(page, view, marked(_said(view), evidence), percent)


def _said(view: CaseView) -> str:
    """The citizen's own messages, with their subject; the matter alone where nothing was written."""
    said = ["\n".join(filter(None, (one.line.subject, one.text))) for one in view.lines if one.side == "theirs"]
    return "\n\n".join(filter(None, said)) or view.matter


def marked(text: str, evidence: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is evidence."""
    words = sorted((re.escape(word) for word in evidence if word.strip()), key=len, reverse=True)
    if not words:
        return [(text, False)]
    pieces = re.split(rf"(?<!\w)({'|'.join(words)})(?!\w)", text, flags=re.IGNORECASE)
    return [(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]
