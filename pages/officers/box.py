"""The box's own page: two people, one set of minutes, fourteen quick rows; receipt is the moment of opening (K6.2m)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.messages import Attachment
from core.procedures import box as procedure
from core.procedures.box import MissingInRows
from core.procedures.paper import Typed
from core.rules.boxes import MOST_LETTERS, Opening
from core.rules.calendar import office_day
from core.rules.roles import Action
from core.store import boxes, case_people, paper_drafts
from core.store.boxes import Letter, Opened
from core.store.paper_drafts import DraftScan
from pages.officers.case_words import LEGAL_KINDS, moment_words
from pages.officers.clocks import day_words
from pages.officers.desk import Desk, SignedIn
from pages.officers.forms import Fields, fields_of, number_in
from pages.officers.paper import BOX, beside, field_of, kept, registry
from pages.officers.paper_form import KINDS, faults_of, form_id_in, moment_in, sheet_in, unreadable_days

ROWS = 14
ROW_FIELDS = ("matter", "name", "secret", "phone", "address", "kind", "slip")
SHORT_KINDS = {**KINDS, "": "otomatis", "thanks": "terima kasih"}


@dataclass(frozen=True, slots=True)
class Row:
    """One paper on the page. `fields` are what was typed in it, `faults` what is wrong with it."""

    place: int
    fields: Mapping[str, str]
    faults: Mapping[str, str]
    scans: Sequence[DraftScan]

    @property
    def written(self) -> bool:
        return bool(self.scans) or any(self.fields.get(name) for name in ROW_FIELDS)


def router(desk: Desk) -> APIRouter:
    """`/desk/paper/box`, and the minutes of each opening."""
    routes = APIRouter(prefix="/desk/paper")
    Who = Annotated[SignedIn, Depends(desk.signed_in)]  # noqa: N806 a type, known only here

    @routes.get("/box", response_class=HTMLResponse)
    async def form(who: Who, form: str = "", box: str = "") -> Response:
        desk.require(who, Action.REGISTER_PAPER)
        async with desk.begin() as db:
            found = await paper_drafts.of_form(db, form, who.viewer.officer_id) if form else None
        fields = {**found.fields, "form": found.form_id} if found else {"box": box}
        return await _page(desk, who, fields)

    @routes.post("/box", response_class=HTMLResponse)
    async def open_box(request: Request, who: Who) -> Response:
        """To the minutes; 409 with what is missing in which row, everything typed kept."""
        desk.require(who, Action.REGISTER_PAPER)
        form = await request.form()
        fields = fields_of(form)
        form_id = form_id_in(fields)
        fields = {**fields, "form": form_id}
        refused = await kept(desk, who, form, form_id, fields, BOX, range(1, rows_in(fields) + 1))
        faults = {**unreadable_days(fields), **({"scan": "; ".join(refused)} if refused else {})}
        if faults or form.get("more"):
            more = {**fields, "rows": str(rows_in(fields) + (ROWS if form.get("more") else 0))}
            return await _page(desk, who, more, faults=faults, status=409 if faults else 200)
        return await _open(desk, who, form_id, fields)

    @routes.get("/openings/{opening_id}", response_class=HTMLResponse)
    async def minutes(opening_id: int, who: Who) -> Response:
        """The minutes, to be printed and signed by both."""
        desk.require(who, Action.REGISTER_PAPER)
        async with desk.begin() as db:
            found = await boxes.opening(db, opening_id)
            letters = await boxes.letters_of(db, who.viewer, opening_id) if found else []
        if found is None:
            return _no_minutes(desk, who)
        return _minutes(desk, who, found, letters)

    return routes


def rows_in(fields: Fields) -> int:
    return min(max(number_in(fields.get("rows", ""), ROWS), ROWS), MOST_LETTERS)


async def _open(desk: Desk, who: SignedIn, form_id: str, fields: Fields) -> Response:
    now = desk.now()
    opened_at, _ = moment_in(fields.get("opened_on", ""), fields.get("opened_time", ""), now)
    try:
        async with desk.begin() as db:
            pictures = await paper_drafts.pictures_of(db, form_id, who.viewer.officer_id)
            scans = await paper_drafts.scans_of(db, form_id, who.viewer.officer_id)
            rows = [row for row in _rows(fields, scans, {}) if row.written]
            opening = Opening(
                box=box.id if (box := desk.by_hand.box(fields.get("box", ""))) else "",
                opened_at=opened_at,
                opener=who.viewer.name,
                witness=fields.get("witness", ""),
                found=fields.get("found", ""),
                counted=number_in(fields.get("counted", ""), -1),
            )
            letters = [_letter(desk, row, pictures.get(row.place, [])) for row in rows]
            opening_id = await procedure.open_box(
                db, who.viewer, form_id, opening, letters, desk=registry(desk), now=now
            )
    except MissingInRows as refusal:
        in_rows = {place: faults_of(missing) for place, missing in refusal.rows.items()}
        return await _page(desk, who, fields, faults=faults_of(refusal.minutes), in_rows=in_rows, status=409)
    desk.wake()
    return RedirectResponse(f"/desk/paper/openings/{opening_id}", status_code=303)


def _letter(desk: Desk, row: Row, pictures: Sequence[Attachment]) -> Typed:
    fields = {**row.fields, "identity": "confidential" if row.fields.get("secret") else ""}
    sheet = sheet_in(fields, desk.by_hand.box_way, None, hour_known=True)
    return Typed(sheet, tuple(pictures), place=row.place)


def _rows(
    fields: Fields, scans: Sequence[DraftScan], in_rows: Mapping[int, Mapping[str, str]]
) -> list[Row]:  # fmt: skip
    return [
        Row(
            place,
            {name: fields.get(field_of(place, name), "") for name in ROW_FIELDS},
            in_rows.get(place, {}),
            [scan for scan in scans if scan.place == place],
        )
        for place in range(1, rows_in(fields) + 1)
    ]


async def _page(
    desk: Desk,
    who: SignedIn,
    fields: Fields,
    *,
    faults: Mapping[str, str] | None = None,
    in_rows: Mapping[int, Mapping[str, str]] | None = None,
    status: int = 200,
) -> HTMLResponse:
    today, form_id = office_day(desk.now()), form_id_in(fields)
    async with desk.begin() as db:
        around = await beside(db, desk, who)
        scans = await paper_drafts.scans_of(db, form_id, who.viewer.officer_id)
        officers = [name for _, name in await case_people.choices(db) if name != who.viewer.name]
        lately = await boxes.lately(db)
    shown = {"opened_on": today.isoformat(), **fields, "form": form_id}
    return desk.renderer.page(
        "officers/box.html",
        status=status,
        who=who,
        typed=shown,
        faults=faults or {},
        rows=_rows(fields, scans, in_rows or {}),
        how_many=rows_in(fields),
        kinds=SHORT_KINDS,
        officers=officers,
        today=today,
        beside=around,
        lately=[(one, desk.by_hand.box(one.box), moment_words(one.opened_at)) for one in lately],
    )


def _minutes(desk: Desk, who: SignedIn, opened: Opened, letters: Sequence[Letter]) -> HTMLResponse:
    place = desk.by_hand.box(opened.box)
    all_seen = len(letters) == opened.counted
    return desk.renderer.page(
        "officers/minutes.html",
        who=who,
        opened=opened,
        box=place.name if place else opened.box,
        place=place.place if place else "",
        day=day_words(office_day(opened.opened_at)),
        at=moment_words(opened.opened_at),
        typed_at=moment_words(opened.typed_at),
        letters=letters,
        counted=opened.counted if all_seen else len(letters),
        kinds=LEGAL_KINDS,
    )


def _no_minutes(desk: Desk, who: SignedIn) -> HTMLResponse:
    return desk.renderer.page(
        "officers/refused.html",
        status=404,
        who=who,
        title="Berita acara tidak ada",
        sentence="Belum ada pembukaan kotak dengan nomor itu.",
        back="/desk/paper",
        back_words="Kembali ke pencatatan",
    )
