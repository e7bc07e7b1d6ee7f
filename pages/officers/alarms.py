"""`/desk/alarms`: what a person must hear of, and what became of it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from core.rules.calendar import OFFICE_ZONE
from core.rules.roles import Action
from core.store import alarm_list, alarms
from pages.officers.desk import Desk, SignedIn

KINDS = {
    "officer_called": ("Warga meminta bicara dengan petugas", "Balas warga dari halaman laporannya."),
    "erasure_asked": (
        "Warga meminta datanya dihapus",
        "Balas apa yang dapat dihapus, apa yang wajib disimpan, dan berapa lama (UU 27/2022).",
    ),
    "unnamed_danger": (
        "Laporan tanpa nama tentang pungutan, pengawasan, atau keselamatan",
        "Menurut K6.5b ini saran, tetapi isinya perlu dilihat orang.",
    ),
    "not_delivered": ("Pesan tidak sampai kepada warga", "Hubungi warga lewat jalan lain, atau periksa alamatnya."),
    "not_sent": ("Pesan keluar tertahan", "Administrator memeriksa pengaturan saluran ini dengan `aduan doctor`."),
    "conversation_stuck": ("Program tidak dapat melanjutkan percakapan", "Bacalah percakapannya dan balas sendiri."),
    "message_unanswered": ("Program tidak dapat menjawab pesan warga", "Bacalah pesannya dan balas sendiri."),
    "too_many_messages": ("Satu pengirim menulis terlalu banyak pesan", "Bot berhenti membalasnya; lihat isinya."),
    "delivery_set_aside": (
        "Kiriman tidak dapat dibaca",
        "Administrator melihatnya di tabel quarantine.",
    ),
    "later_day_to_tell": ("Hari jawaban bergeser, warga belum tahu", "Sampaikan hari yang baru kepada warga."),
    "backup_failed": (
        "Cadangan data tidak berhasil dibuat",
        "Administrator memperbaiki penyebabnya; mesin mencoba lagi setiap jam.",
    ),
    "backup_missing": (
        "Sudah lama tidak ada cadangan data",
        "Administrator memeriksa ADUAN_BACKUP_DIR dengan `aduan doctor`.",
    ),
    "seals_cut": (
        "Segel catatan yang diingat mesin ini tidak ada lagi",
        "Administrator menjalankan `aduan verify` dan memberi tahu Inspektorat.",
    ),
    "box_unopened": ("Kotak pengaduan terlalu lama tidak dibuka", "Buka kotaknya dan catat isinya."),
}
OF_THE_MACHINE = frozenset(
    {
        "backup_failed",
        "backup_missing",
        "conversation_stuck",
        "delivery_set_aside",
        "message_unanswered",
        "not_delivered",
        "not_sent",
        "seals_cut",
    }
)
"""Alarms whose detail tells of the machine and not of a complaint."""
NO_REASON = "Tulis apa yang sudah dilakukan, supaya orang lain tahu mengapa peringatan ini selesai."


def router(desk: Desk) -> APIRouter:
    """For those who lead, and for the administrator."""
    routes = APIRouter()

    def leading(who: Annotated[SignedIn, Depends(desk.signed_in)]) -> SignedIn:
        desk.require(who, Action.EDIT_PEOPLE, Action.REASSIGN)
        return who

    async def page(who: SignedIn, *, lacking: int = 0) -> HTMLResponse:
        async with desk.begin() as db:
            up = await alarm_list.up(db, who.viewer)
            ended = await alarm_list.lately_ended(db, who.viewer)
        return desk.renderer.page(
            "officers/alarms.html",
            status=409 if lacking else 200,
            who=who,
            up=up,
            ended=ended,
            lacking=lacking,
            sentence=NO_REASON,
            kinds=KINDS,
            of_the_machine=OF_THE_MACHINE,
            zone=OFFICE_ZONE,
        )

    @routes.get("/desk/alarms", response_class=HTMLResponse)
    async def listed(who: Annotated[SignedIn, Depends(leading)]) -> HTMLResponse:
        return await page(who)

    @routes.post("/desk/alarms/{alarm_id}/end", response_class=HTMLResponse)
    async def end(
        alarm_id: int, who: Annotated[SignedIn, Depends(leading)], reason: Annotated[str, Form()] = ""
    ) -> Response:
        """Back to the list; 409 while no reason is given. One that somebody else has ended meanwhile is ended."""
        why = " ".join(reason.split())
        if not why:
            return await page(who, lacking=alarm_id)
        async with desk.begin() as db:
            alarm = await alarm_list.one_up(db, who.viewer, alarm_id)
            if alarm:
                officer = who.viewer.officer_id
                await alarms.end_alarm(db, alarm.kind, alarm.subject, officer, desk.now(), why=why[:500])
        return RedirectResponse("/desk/alarms", status_code=303)

    return routes
