"""The queue: what waits, the most urgent first, narrowed and searched; take, give and return."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Receipt, ReceiptState
from core.procedures import holding
from core.procedures.case_file import NoSuchCase
from core.procedures.not_ready import ChangedMeanwhile, NotReady
from core.rules.calendar import office_day
from core.rules.case_number import parse
from core.rules.case_state import CaseState
from core.rules.decision import LegalKind
from core.rules.follow_up import Category
from core.rules.receipts import PROOF_ON, Proof, is_proof
from core.rules.review import Step, missing_before_answer
from core.rules.roles import Action
from core.store import holders, preferences, queue, search
from core.store.queue import EVERYTHING, MINE, NOBODY, Counts, Delivered, Filters, Stretch, Waiting
from core.store.search import Sought
from pages.officers.clocks import ClockWords, clock_words
from pages.officers.desk import Desk, SignedIn

LANES = {
    "queue": "Antrian",
    "information": "Pertanyaan",
    "suggestions": "Saran",
    "forward": "Teruskan?",
    MINE: "Saya",
}
STATES = {
    CaseState.INCOMPLETE: "menunggu warga",
    CaseState.OPEN: "dikerjakan",
    CaseState.ANSWERED: "sudah dijawab",
    CaseState.FORWARDED: "diteruskan",
    CaseState.CLOSED: "ditutup",
    CaseState.WITHDRAWN: "dicabut warga",
}
CLOCKS = {"late": "lewat", "today": "hari ini", "week": "minggu ini"}
LANGUAGES = {"id": "Indonesia", "su": "Sunda", "en": "Inggris"}
AXES = {"kind": "jenis", "sector": "sektor", "components": "komponen"}
PROPOSALS = {
    "not_our_matter": "bukan urusan kita?",
    "filed_late": "lewat 30 hari?",
    "name_unconfirmed": "nama belum pasti",
    "unread": "lampiran belum dilihat",
}
SIZES = (25, 50, 100)
AFTER_ANSWER = ("stay", "next")
MOST_NEWS = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the page asks for."""

    filters: Filters
    words: str
    page: int

    def address(self, **changes: Any) -> str:
        """The same page with something changed; a narrower view begins at its first page."""
        fields = {**asdict(self.filters), "q": self.words, "page": "", **changes}
        kept = {name: value for name, value in fields.items() if value and (name, value) != ("lane", "queue")}
        return "/desk" + (f"?{urlencode(kept)}" if kept else "")


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter, with how many cases it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    name: str
    label: str
    everything: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A case as its row says it. `decide` are the questions that only a person can settle."""

    case: Waiting
    clock: ClockWords | None
    about: str
    channel: str
    step: str
    decide: tuple[str, ...]
    state: str


def router(desk: Desk) -> APIRouter:
    """`GET /desk` and what is pressed there."""
    routes = APIRouter()
    Who = Annotated[SignedIn, Depends(desk.signed_in)]  # noqa: N806 a type, known only here

    @routes.get("/desk", response_class=HTMLResponse)
    async def show(who: Who, asked: Annotated[Asked, Depends(asked_for)], said: str = "") -> Response:
        desk.require(who, Action.SEE_CASES)
        async with desk.begin() as db:
            number = parse(asked.words)
            if number and await queue.is_there(db, who.viewer, number):
                return RedirectResponse(f"/desk/cases/{number}", 303)
            page = await _page(db, desk, who, asked)
        return desk.renderer.page("officers/queue.html", said=said, **page)

    @routes.get("/desk/news")
    async def news(request: Request, who: Who, asked: Annotated[Asked, Depends(asked_for)], since: int = 0) -> Response:
        """How much is new or changed since the page was made; 304 as long as nothing happened to any case."""
        desk.require(who, Action.SEE_CASES)
        today = office_day(desk.now())
        async with desk.begin() as db:
            _, mark = await queue.version(db)
            etag = f'"{mark}.{today}.{who.viewer.officer_id}"'
            if request.headers.get("if-none-match") == etag:
                return Response(status_code=304, headers={"etag": etag})
            new = await queue.changed_since(db, who.viewer, asked.filters, today, entry=since, most=MOST_NEWS)
        return JSONResponse(
            {"new": new, "most": MOST_NEWS}, headers={"etag": etag, "cache-control": "private, no-cache"}
        )

    @routes.post("/desk/next")
    async def take_next(who: Who) -> Response:
        """Opens the most urgent case that nobody holds; the queue says so when there is none."""
        desk.require(who, Action.HOLD_CASE)
        async with desk.begin() as db:
            number = await holding.take_next(db, who.viewer, now=desk.now())
        return RedirectResponse(f"/desk/cases/{number}" if number else "/desk?said=nobody_waits", 303)

    @routes.post("/desk/preferences")
    async def choose(request: Request, who: Who) -> Response:
        """Keeps what the person likes: keys on or off, rows a page, staying or going on after an answer."""
        form = await request.form()
        async with desk.begin() as db:
            await preferences.choose(db, who.viewer.officer_id, _chosen({k: str(v) for k, v in form.items()}))
        return RedirectResponse(_back(str(form.get("back", ""))), 303)

    @routes.post("/desk/cases/{number}/take")
    async def take(who: Who, number: str, version: Annotated[int, Form()]) -> Response:
        desk.require(who, Action.HOLD_CASE)
        return await _held(desk, who, number, f"/desk/cases/{number}", holding.take, version)

    @routes.post("/desk/cases/{number}/give")
    async def give(
        who: Who,
        number: str,
        version: Annotated[int, Form()],
        colleague: Annotated[int, Form()],
        back: Annotated[str, Form()] = "",
    ) -> Response:
        desk.require(who, Action.HOLD_CASE, Action.REASSIGN)
        return await _held(desk, who, number, _back(back, f"/desk/cases/{number}"), holding.give, colleague, version)

    @routes.post("/desk/cases/{number}/return")
    async def give_back(
        who: Who, number: str, version: Annotated[int, Form()], back: Annotated[str, Form()] = ""
    ) -> Response:
        desk.require(who, Action.HOLD_CASE, Action.REASSIGN)
        return await _held(desk, who, number, _back(back, f"/desk/cases/{number}"), holding.give_back, version)

    return routes


async def _held(desk: Desk, who: SignedIn, number: str, then: str, deed: Any, *values: int) -> Response:
    """Does one of take, give and return; a refusal is a sentence with the way on."""
    try:
        async with desk.begin() as db:
            await deed(db, who.viewer, number, *values, now=desk.now())
    except NoSuchCase:
        return _sentence(desk, who, number, "unknown", 404)
    except ChangedMeanwhile:
        return _sentence(desk, who, number, "changed", 409)
    except NotReady as refusal:
        return _sentence(desk, who, number, refusal.missing[0].what, 409)
    return RedirectResponse(then, 303)


def _sentence(desk: Desk, who: SignedIn, number: str, why: str, status: int) -> Response:
    return desk.renderer.page("officers/holding.html", status=status, who=who, number=number, why=why)


# --- what was asked ---------------------------------------------------------------------------------------------------


def asked_for(
    lane: str = "",
    state: str = "",
    sector: str = "",
    component: str = "",
    channel: str = "",
    holder: str = "",
    language: str = "",
    clock: str = "",
    q: Annotated[str, Query(max_length=200)] = "",
    page: int = 1,
) -> Asked:
    """The filters in the address. What they cannot be is as if it were not there; words are sought in every lane."""
    words = " ".join(q.split())
    known = lane if lane in {*LANES, EVERYTHING} else (EVERYTHING if words or state else "queue")
    return Asked(
        Filters(known, state, sector, component, channel, holder, language, clock if clock in CLOCKS else ""),
        words,
        min(max(page, 1), 1000),
    )


def _chosen(form: Mapping[str, str]) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    if form.get("keys") in ("on", "off"):
        chosen["keys"] = form["keys"] == "on"
    if form.get("after_answer") in AFTER_ANSWER:
        chosen["after_answer"] = form["after_answer"]
    if form.get("rows", "") in {str(size) for size in SIZES}:
        chosen["rows"] = int(form["rows"])
    return chosen


def _back(address: str, otherwise: str = "/desk") -> str:
    """Only within the desk: an address from outside leads nobody away."""
    inside = address == "/desk" or address.startswith(("/desk?", "/desk/"))
    return address if inside and "\\" not in address else otherwise


def _number_prefix(words: str, today: date) -> str:
    """The beginning of a number: as it is written, or only its running part, then of this year."""
    if words.isdecimal() and len(words) <= 6:
        return f"{today.year % 100:02d}-{int(words):05d}-"
    plain = words.replace("-", "")
    return words if plain.isdecimal() and len(words) >= 5 and words[2] == "-" else ""


# --- the page ---------------------------------------------------------------------------------------------------------


async def _page(db: AsyncConnection, desk: Desk, who: SignedIn, asked: Asked) -> dict[str, Any]:
    now = desk.now()
    today = office_day(now)
    entry, _ = await queue.version(db)
    sought = await _sought(db, asked.words, today)
    size = _size(who)
    stretch = await queue.by_urgency(db, who.viewer, asked.filters, today, sought=sought, size=size, page=asked.page)
    counts = await queue.counts(db, who.viewer, asked.filters.lane, today)
    unproven = await _unproven(db, stretch, now, desk)
    rows = [_row(case, desk, today, unproven=case.id in unproven) for case in stretch.rows]
    colleagues = {str(each.id): each.name for each in await holders.who_may_hold(db)}
    return {
        "who": who,
        "asked": asked.words,
        "view": asked,
        "rows": rows,
        "lanes": _lanes(asked, counts),
        "filters": _filters(desk, asked, counts, colleagues),
        "narrowed": _is_narrowed(asked),
        "pages": _pages(asked, stretch),
        "size": size,
        "sizes": SIZES,
        "entry": entry,
        "news": "/desk/news" + asked.address().removeprefix("/desk"),
        "keys": who.preferences.get("keys", True),
        "after_answer": who.preferences.get("after_answer", "stay"),
        "here": asked.address(page=asked.page if asked.page > 1 else ""),
    }


def _size(who: SignedIn) -> int:
    chosen = who.preferences.get("rows")
    return chosen if isinstance(chosen, int) and chosen in SIZES else 50


async def _sought(db: AsyncConnection, words: str, today: date) -> Sought | None:
    return await search.understood(db, words, number=_number_prefix(words, today)) if words else None


async def _unproven(db: AsyncConnection, stretch: Stretch, now: datetime, desk: Desk) -> set[int]:
    """Answered cases of this page whose answer is not known to have reached the citizen (K6.8)."""
    answered = [row.id for row in stretch.rows if row.state == CaseState.ANSWERED]
    if not answered:
        return set()
    return {case for case, sent in (await queue.deliveries(db, answered)).items() if not _arrived(sent, now, desk)}


def _arrived(sent: Delivered, now: datetime, desk: Desk) -> bool:
    receipts = [Receipt("", ReceiptState(state), at) for state, at in sent.receipts]
    days = desk.law().standard.numbers.mail_bounce_calendar_days
    proof = PROOF_ON.get(sent.channel, Proof.SIGNATURE)
    return is_proof(proof, receipts, now, bounce_days=days, replied=sent.replied, signed=sent.signed)


def _row(case: Waiting, desk: Desk, today: date, *, unproven: bool) -> QueueRow:
    components = ", ".join(desk.names.components.get(name, name) for name in case.components)
    sector = desk.names.sectors.get(case.sector, case.sector)
    return QueueRow(
        case,
        clock_words(case.due_on, today, desk.law().calendar) if case.due_on else None,
        " · ".join(part for part in (sector, components) if part),
        desk.names.channels.get(case.channel, case.channel),
        next_step(case),
        tuple(_to_decide(case, unproven=unproven)),
        STATES[CaseState(case.state)],
    )


def next_step(case: Waiting) -> str:
    """The one thing to do next, by the rules that later ask for it."""
    if case.state in (CaseState.CLOSED, CaseState.WITHDRAWN):
        return ""
    if case.state == CaseState.ANSWERED:
        return "tutup" if case.legal_kind is LegalKind.COMPLAINT else ""
    if case.state == CaseState.FORWARDED:
        return "kabari warga"
    if case.unsure or case.proposals:
        return "telaah"
    if case.state == CaseState.INCOMPLETE:
        return "tunggu warga"
    category = Category(case.category) if case.category else None
    steps = [Step(step) for step in case.steps if step in set(Step)]
    missing = missing_before_answer(steps, legal_kind=case.legal_kind, unsure=case.unsure, category=category)
    return "periksa" if missing else "jawab"


def _to_decide(case: Waiting, *, unproven: bool) -> Iterable[str]:
    if case.unsure:
        yield "belum yakin: " + ", ".join(AXES.get(axis, axis) for axis in case.unsure)
    yield from (PROPOSALS.get(proposal, proposal) for proposal in case.proposals)
    if unproven:
        yield "belum ada bukti sampai"


def _lanes(asked: Asked, counts: Counts) -> list[dict[str, Any]]:
    """The lanes with what waits in each; filters stay behind, for they were chosen for one lane."""
    shown = [
        {
            "label": label,
            "count": counts.lanes[lane],
            "address": Asked(Filters(lane), "", 1).address(),
            "here": lane == asked.filters.lane,
        }
        for lane, label in LANES.items()
    ]
    if asked.filters.lane == EVERYTHING:
        label = "Hasil cari" if asked.words else "Semua"
        shown.append({"label": label, "count": None, "address": asked.address(), "here": True})
    return shown


def _filters(desk: Desk, asked: Asked, counts: Counts, colleagues: Mapping[str, str]) -> list[Filter]:
    names = desk.names
    holders_by_id = {NOBODY: "belum ada", **colleagues}
    kinds: tuple[tuple[str, str, str, Mapping[Any, str]], ...] = (
        ("clock", "waktu", "semua waktu", CLOCKS),
        ("sector", "sektor", "semua sektor", names.sectors),
        ("component", "komponen", "semua komponen", names.components),
        ("channel", "kanal", "semua kanal", names.channels),
        ("holder", "pemegang", "semua pemegang", holders_by_id),
        ("language", "bahasa", "semua bahasa", LANGUAGES),
        ("state", "keadaan", "semua keadaan" if asked.words else "belum selesai", STATES),
    )
    return [
        Filter(name, label, everything, _options(labels, counts.values.get(name, {}), getattr(asked.filters, name)))
        for name, label, everything, labels in kinds
    ]


def _options(labels: Mapping[Any, str], counts: Mapping[str, int], chosen: str) -> tuple[Option, ...]:
    """Choices that leave something, and the one that is chosen; what is closed is not counted but can be asked for."""
    done = {CaseState.CLOSED, CaseState.WITHDRAWN}
    return tuple(
        Option(str(value), label, counts.get(str(value), 0), str(value) == chosen)
        for value, label in labels.items()
        if counts.get(str(value)) or str(value) == chosen or value in done
    )


def _is_narrowed(asked: Asked) -> bool:
    return bool(asked.words) or any(value for name, value in asdict(asked.filters).items() if name != "lane")


def _pages(asked: Asked, stretch: Stretch) -> dict[str, str]:
    return {
        "before": asked.address(page=asked.page - 1) if asked.page > 1 else "",
        "after": asked.address(page=asked.page + 1) if stretch.more else "",
    }
