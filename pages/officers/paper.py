"""What comes by hand: typed in on one screen, kept while it is typed, recorded like every message (K6.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.datastructures import FormData

from core.procedures import paper
from core.procedures.not_ready import NotReady
from core.procedures.paper import Desk as Registry
from core.rules.boxes import is_overdue, last_day_to_open
from core.rules.calendar import office_day
from core.rules.roles import Action
from core.store import boxes, case_people, paper_drafts, papers
from core.store.paper_drafts import Draft, DraftScan
from core.store.papers import Typed as TypedLately
from pages.officers.by_hand import BoxPlace
from pages.officers.case_words import moment_words
from pages.officers.clocks import day_words
from pages.officers.desk import Desk, SignedIn
from pages.officers.forms import Fields, fields_of
from pages.officers.paper_form import FORM_ID, KINDS, NAMES, RECEIVED, faults_of, form_id_in, typed_in, unreadable_days
from pages.officers.scans import scans_in

SHEET, BOX = "sheet", "box"
MOST_WORDS = 60
TELLS_NOTHING = frozenset({"way", "received_on", "received_time", "kind", "identity", "receipt"})
"""Fields that stand chosen in an empty form: a draft of these alone is none."""
REPEATED = "thanks"


@dataclass(frozen=True, slots=True)
class BoxState:
    """A box as the list beside the form shows it."""

    place: BoxPlace
    opened: str
    until: str
    late: bool


@dataclass(frozen=True, slots=True)
class DraftLine:
    form_id: str
    kind: str
    words: str
    at: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the form: own drafts, the boxes, what was typed lately."""

    drafts: Sequence[DraftLine]
    boxes: Sequence[BoxState]
    typed: Sequence[TypedLately]


def router(desk: Desk) -> APIRouter:
    """`/desk/paper` and its drafts."""
    routes = APIRouter(prefix="/desk/paper")
    Who = Annotated[SignedIn, Depends(desk.signed_in)]  # noqa: N806 a type, known only here

    @routes.get("", response_class=HTMLResponse)
    async def form(who: Who, form: str = "", said: str = "") -> Response:
        desk.require(who, Action.REGISTER_PAPER)
        async with desk.begin() as db:
            found = await paper_drafts.of_form(db, form, who.viewer.officer_id) if form else None
        if found and found.kind == BOX:
            return RedirectResponse(f"/desk/paper/box?form={found.form_id}", status_code=303)
        fields = {**found.fields, "form": found.form_id} if found else {}
        return await _page(desk, who, fields, said=said)

    @routes.post("", response_class=HTMLResponse)
    async def record(request: Request, who: Who) -> Response:
        """To the receipt; 409 with what is missing, everything typed and every picture kept."""
        desk.require(who, Action.REGISTER_PAPER)
        form = await request.form()
        return await _record(desk, who, form, fields_of(form))

    @routes.post("/keep")
    async def keep(request: Request, who: Who) -> Response:
        """Keeps the form as a draft and shows it again."""
        desk.require(who, Action.REGISTER_PAPER)
        form = await request.form()
        fields = fields_of(form)
        form_id = form_id_in(fields)
        refused = await kept(desk, who, form, form_id, fields, SHEET)
        if refused:
            return await _page(desk, who, {**fields, "form": form_id}, faults={"scan": "; ".join(refused)}, status=409)
        return RedirectResponse(f"/desk/paper?form={form_id}&said=kept", status_code=303)

    @routes.post("/drafts/{form_id}")
    async def while_typing(request: Request, form_id: str, who: Who, kind: str = SHEET) -> Response:
        """What was typed so far, sent by the page itself."""
        desk.require(who, Action.REGISTER_PAPER)
        if not FORM_ID.fullmatch(form_id) or kind not in (SHEET, BOX):
            return Response(status_code=404)
        fields = fields_of(await request.form())
        async with desk.begin() as db:
            done = await paper_drafts.keep(db, form_id, who.viewer.officer_id, kind, fields, desk.now())
        return Response(status_code=204 if done else 409)

    @routes.post("/drafts/{form_id}/drop")
    async def drop(form_id: str, who: Who) -> Response:
        desk.require(who, Action.REGISTER_PAPER)
        async with desk.begin() as db:
            await paper_drafts.forget(db, form_id, who.viewer.officer_id)
        return RedirectResponse("/desk/paper?said=dropped", status_code=303)

    @routes.post("/drafts/{form_id}/scans/{scan_id}/drop")
    async def drop_scan(request: Request, form_id: str, scan_id: int, who: Who) -> Response:
        """One picture less; what else stands in the form is kept."""
        desk.require(who, Action.REGISTER_PAPER)
        form = await request.form()
        if form.get("form") == form_id:
            await kept(desk, who, form, form_id, fields_of(form), SHEET)
        async with desk.begin() as db:
            await paper_drafts.drop_scan(db, form_id, who.viewer.officer_id, scan_id)
        return RedirectResponse(f"/desk/paper?form={form_id}", status_code=303)

    return routes


def registry(desk: Desk) -> Registry:
    """What registering needs to know of the office."""
    return Registry(desk.law(), desk.by_hand.classify, desk.by_hand.readable)


async def kept(
    desk: Desk, who: SignedIn, form: FormData, form_id: str, fields: Fields, kind: str, rows: Sequence[int] = (0,)
) -> tuple[str, ...]:
    """Keeps fields and pictures as a draft; gives back a sentence for each file that was not taken."""
    refused: list[str] = []
    async with desk.begin() as db:
        done = await paper_drafts.keep(db, form_id, who.viewer.officer_id, kind, _plain(fields), desk.now(), whole=True)
        there = await paper_drafts.scans_of(db, form_id, who.viewer.officer_id) if done else ()
        for row in rows if done else ():
            scans = await scans_in(form, field_of(row, "scan"), there=sum(one.place == row for one in there))
            refused += scans.refused
            for scan in scans.taken:
                await paper_drafts.add_scan(db, form_id, row, scan)
    return tuple(refused)


def field_of(row: int, name: str) -> str:
    """A field's name in its row; row 0 is the whole form."""
    return f"r{row}.{name}" if row else name


async def _record(desk: Desk, who: SignedIn, form: FormData, fields: Fields) -> Response:
    form_id, now = form_id_in(fields), desk.now()
    fields = {**fields, "form": form_id}
    refused = await kept(desk, who, form, form_id, fields, SHEET)
    faults = {**unreadable_days(fields), **({"scan": "; ".join(refused)} if refused else {})}
    if faults:
        return await _page(desk, who, fields, faults=faults, status=409)
    try:
        async with desk.begin() as db:
            pictures = (await paper_drafts.pictures_of(db, form_id, who.viewer.officer_id)).get(0, [])
            typed = typed_in(fields, desk.by_hand, pictures, now=now)
            number = await paper.register_sheet(db, who.viewer, form_id, typed, desk=registry(desk), now=now)
    except NotReady as refusal:
        return await _page(desk, who, fields, faults=faults_of(refusal.missing), status=409)
    desk.wake()
    after = f"/desk/cases/{number}/receipt" if number else f"/desk/paper?said={REPEATED}"
    return RedirectResponse(after, status_code=303)


def _plain(fields: Fields) -> Mapping[str, str]:
    return {name: words for name, words in fields.items() if name != "form"}


async def _page(
    desk: Desk,
    who: SignedIn,
    fields: Fields,
    *,
    faults: Mapping[str, str] | None = None,
    said: str = "",
    status: int = 200,
) -> HTMLResponse:
    today, form_id = office_day(desk.now()), form_id_in(fields)
    async with desk.begin() as db:
        around = await beside(db, desk, who)
        scans: Sequence[DraftScan] = await paper_drafts.scans_of(db, form_id, who.viewer.officer_id)
        officers = await case_people.choices(db)
    first = {"received_on": today.isoformat(), "way": around.typed[0].way if around.typed else ""}
    shown = {**({} if fields.get("form") else first), **fields, "form": form_id}
    return desk.renderer.page(
        "officers/paper.html",
        status=status,
        who=who,
        typed=shown,
        faults=faults or {},
        said=said,
        by_hand=desk.by_hand,
        services=desk.names.services,
        officers=officers,
        kinds=KINDS,
        choices=NAMES,
        received=RECEIVED,
        today=today,
        earliest=today - timedelta(days=366),
        scans=scans,
        beside=around,
        moment_words=moment_words,
    )


async def beside(db: AsyncConnection, desk: Desk, who: SignedIn) -> Beside:
    opened, since = await boxes.last_openings(db), await boxes.at_work_since(db)
    own = await paper_drafts.of_officer(db, who.viewer.officer_id)
    calendar, days, today = desk.law().calendar, desk.law().standard.numbers.box_days, office_day(desk.now())
    states = []
    for place in desk.by_hand.boxes:
        last = opened.get(place.id) or since
        until = last_day_to_open(office_day(last), days, calendar) if last else None
        late = bool(last) and is_overdue(office_day(last), today, days, calendar) if last else False
        shown = moment_words(opened[place.id]) if place.id in opened else ""
        states.append(BoxState(place, shown, day_words(until) if until else "", late))
    return Beside(
        drafts=[_line(draft) for draft in own if draft.kind == BOX or _told(draft)],
        boxes=states,
        typed=await papers.typed_lately(db, who.viewer),
    )


def _told(draft: Draft) -> bool:
    return any(words for name, words in draft.fields.items() if name not in TELLS_NOTHING)


def _line(draft: Draft) -> DraftLine:
    words = " ".join(draft.fields.get("matter", "").split()) or draft.fields.get("name", "")
    words = "Buka kotak" if draft.kind == BOX else words or "tanpa isi"
    short = words if len(words) <= MOST_WORDS else f"{words[:MOST_WORDS]}…"
    return DraftLine(draft.form_id, draft.kind, short, moment_words(draft.at))
