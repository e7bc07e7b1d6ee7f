"""Where a case stands, for whoever has its number and its code; nothing of it stays in an address or a log."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from core.procedures.track import TooManyTries, Tracked, Tracking
from core.rules.calendar import OFFICE_ZONE, WEEKEND
from core.store.tracking import Outline
from pages.rendering import Renderer

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
QUIET = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "content-security-policy": "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
}
NOT_FOUND = (
    "Nomor dan kode ini tidak cocok. Periksa keduanya pada tanda terima atau pesan kami: "
    "kode terdiri atas 12 huruf dan angka."
)
TOO_MANY = (
    "Sudah terlalu sering salah. Coba lagi seperempat jam lagi, atau tanyakan kepada petugas dengan menyebut nomornya."
)
STATES = {
    "incomplete": "Menunggu keterangan dari Anda",
    "open": "Sedang ditangani",
    "answered": "Sudah dijawab",
    "closed": "Selesai",
    "forwarded": "Diteruskan ke instansi lain",
    "withdrawn": "Dibatalkan atas permintaan Anda",
}
MEANINGS = {
    "incomplete": "Ada yang belum lengkap, misalnya nama pelapor. Batas waktu jawaban tetap berjalan.",
    "open": "Laporan Anda ada di meja petugas. Anda tidak perlu melakukan apa-apa.",
    "answered": "Jawaban sudah kami berikan.",
    "closed": "Jawaban sudah diberikan dan dilaporkan kepada atasan. Laporan ini ditutup.",
    "forwarded": "Urusan ini wewenang instansi lain, yang sekarang menanganinya.",
    "withdrawn": "Laporan ini tidak kami tangani lagi.",
}
KINDS = {"complaint": "Pengaduan", "suggestion": "Saran", "information": "Permintaan informasi"}
FIRST_STEPS = {"complaint": "Diperiksa petugas", "suggestion": "Dibaca petugas", "information": "Dicari jawabannya"}


@dataclass(frozen=True, slots=True)
class StepView:
    """One step on the way: done with its day, or still to come."""

    title: str
    when: str
    done: bool


@dataclass(frozen=True, slots=True)
class LetterView:
    title: str
    when: str
    text: str
    next_news: str


@dataclass(frozen=True, slots=True)
class TrackedView:
    """A case as its citizen reads it. Of a confidential one only number and state are there."""

    number: str
    state: str
    meaning: str
    confidential: bool
    kind: str = ""
    due: str = ""
    provisional: bool = False
    steps: tuple[StepView, ...] = ()
    letters: tuple[LetterView, ...] = ()


def router(tracking: Tracking, renderer: Renderer, now: Callable[[], datetime]) -> APIRouter:
    """`/lacak`: asked by a form, so that the code stands in no address."""
    routes = APIRouter()

    @routes.get("/lacak", response_class=HTMLResponse)
    async def ask(nomor: str = "") -> HTMLResponse:
        return _page(renderer, number=nomor[:40])

    @routes.post("/lacak", response_class=HTMLResponse)
    async def look(
        request: Request, number: Annotated[str, Form()] = "", code: Annotated[str, Form()] = ""
    ) -> HTMLResponse:
        """404 for what does not fit, 429 after too many guesses; both with a sentence."""
        address = request.client.host if request.client else ""
        try:
            found = await tracking.look_up(number[:40], code[:40], address, now=now())
        except TooManyTries:
            return _page(renderer, number=number[:40], sentence=TOO_MANY, status=429)
        if found is None:
            return _page(renderer, number=number[:40], sentence=NOT_FOUND, status=404)
        return _page(renderer, number=found.outline.number, found=view_of(found))

    return routes


def view_of(found: Tracked) -> TrackedView:
    case = found.outline
    state, meaning = STATES[case.state], MEANINGS[case.state]
    if found.confidential:
        return TrackedView(case.number, state, meaning, confidential=True)
    return TrackedView(
        number=case.number,
        state=state,
        meaning=meaning,
        confidential=False,
        kind=KINDS[case.legal_kind],
        due=day_words(case.due_on) if case.due_on and case.legal_kind != "suggestion" else "",
        provisional=case.provisional,
        steps=tuple(_steps(found)),
        letters=tuple(
            LetterView(
                "Jawaban sementara" if one.interim else "Jawaban kami",
                day_of(one.at),
                one.text,
                day_words(one.next_step_on) if one.interim and one.next_step_on else "",
            )
            for one in reversed(found.answers)
        ),
    )


def _steps(found: Tracked) -> Sequence[StepView]:
    case = found.outline
    results = [one for one in found.answers if not one.interim]
    steps = [StepView("Diterima", _received(case), done=True)]
    if day_of(case.registered_at) != day_of(case.received_at):
        steps.append(StepView("Dicatat", day_of(case.registered_at), done=True))
    if case.state == "withdrawn":
        return [*steps, StepView("Dibatalkan", day_of(case.closed_at), done=True)]
    if case.forwarded_at or case.state == "forwarded":
        title = f"Diteruskan ke {case.forwarded_to}" if case.forwarded_to else "Diteruskan"
        return [*steps, StepView(title, day_of(case.forwarded_at), done=True)]
    looked_into = case.looked_into_at or (found.answers[0].at if found.answers else None)
    steps.append(StepView(FIRST_STEPS[case.legal_kind], day_of(looked_into), done=looked_into is not None))
    steps += [StepView("Jawaban sementara", day_of(one.at), done=True) for one in found.answers if one.interim]
    steps.append(StepView("Dijawab", day_of(results[0].at) if results else _until(case), done=bool(results)))
    return [*steps, StepView("Selesai", day_of(case.closed_at), done=case.closed_at is not None)]


def _received(case: Outline) -> str:
    return _moment(case.received_at) if case.hour_known else day_of(case.received_at)


def _until(case: Outline) -> str:
    return f"paling lambat {day_words(case.due_on)}" if case.due_on and case.legal_kind != "suggestion" else ""


def _page(
    renderer: Renderer, *, number: str = "", sentence: str = "", found: TrackedView | None = None, status: int = 200
) -> HTMLResponse:
    page = renderer.page("citizens/tracking.html", status=status, number=number, sentence=sentence, found=found)
    page.headers.update(QUIET)
    return page


def day_words(day: date) -> str:
    return f"{WEEKEND[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def day_of(moment: datetime | None) -> str:
    return day_words(moment.astimezone(OFFICE_ZONE).date()) if moment else ""


def _moment(moment: datetime) -> str:
    return f"{day_of(moment)} pukul {moment.astimezone(OFFICE_ZONE):%H.%M} WIB"
