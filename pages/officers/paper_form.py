"""What an officer types of a paper, as the procedures take it, and what the rules answer, as people say it."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, time
from uuid import uuid4

from core.messages import Attachment
from core.procedures.paper import Typed
from core.rules.calendar import OFFICE_ZONE, office_day
from core.rules.grouping import Kind
from core.rules.missing import Missing
from core.rules.paper import Contact, Sheet, nameless_on
from core.rules.report import Identity, Receipt
from pages.officers.by_hand import ByHand, HandWay
from pages.officers.forms import Fields, number_in
from pages.officers.forms import day_in as iso_day_in

NOON = time(12)
DAYS = ("received_on", "written_on", "sent_on", "service_on", "opened_on")
UNREADABLE = "Tanggal ini tidak terbaca: tulis seperti 2/3/2026"
FORM_ID = re.compile(r"[0-9a-f]{32}")
KINDS = {
    "": "menurut sistem",
    "complaint": "pengaduan",
    "question": "pertanyaan",
    "suggestion": "saran",
    "thanks": "ucapan terima kasih, tanpa nomor",
}
NAMES = {
    "named": ("Nama boleh diketahui", "dijawab dalam 14 hari kerja"),
    "confidential": ("Nama dirahasiakan", "hanya untuk yang memegang laporan"),
    "nameless": ("Tanpa nama", "menjadi saran, K6.5b; boleh menyusul"),
}
RECEIVED = {"": "tidak disebut", "never": "belum", "received": "sudah, pada"}

FAULTS = {
    "paper.way": ("Pilih lewat apa laporan ini datang", "way"),
    "paper.matter": ("Tulis apa yang dilaporkan, dengan kata-kata pelapor", "matter"),
    "paper.name": ("Tulis nama pelapor, atau pilih Tanpa nama", "name"),
    "paper.nik": ("NIK tidak cocok: 16 angka, tanggal lahir di tengahnya", "nik"),
    "paper.phone": ("Nomor telepon terlalu pendek", "phone"),
    "paper.mail": ("Alamat surel tidak lengkap", "mail"),
    "paper.received": ("Isi tanggal dan jam diterima, misalnya 2/3/2026 dan 09.30", "received_on"),
    "paper.received_future": ("Waktu terima belum terjadi: isi hari laporan benar-benar diterima", "received_on"),
    "paper.received_long_ago": ("Waktu terima lebih dari setahun lalu: periksa tahunnya", "received_on"),
    "paper.late_because": ("Diterima beberapa hari kerja lalu: tulis mengapa baru dicatat sekarang", "late_because"),
    "paper.written_on": ("Tanggal surat sesudah surat dikirim atau diterima: periksa lagi", "written_on"),
    "paper.sent_on": ("Cap pos sesudah surat diterima: periksa lagi", "sent_on"),
    "paper.service_on": ("Pelayanan diterima sesudah laporan ini masuk: periksa tanggalnya", "service_on"),
    "paper.kind": ("Sistem membacanya sebagai ucapan atau sapaan: pilih sendiri jenisnya", "kind"),
    "paper.accused_self": (
        "Anda sendiri yang diadukan: mintalah rekan mencatatnya, agar pelapor yakin laporannya tidak Anda pegang",
        "accused",
    ),
    "complained_about.officer": ("Pilih petugas yang diadukan dari daftar", "accused"),
    "box.which": ("Pilih kotak mana yang dibuka", "box"),
    "box.witness": ("Sebutkan orang kedua yang ikut membuka kotak", "witness"),
    "box.counted": ("Jumlah surat tidak cocok", "counted"),
    "box.opened": ("Isi tanggal dan jam kotak dibuka", "opened_on"),
    "box.opened_future": ("Waktu buka belum terjadi", "opened_on"),
    "box.opened_before": ("Kotak ini sudah dibuka sesudah waktu itu", "opened_on"),
}  # fmt: skip


def form_id_in(fields: Fields) -> str:
    """The form's own number, the same however often it is sent; a new one for a form without."""
    found = fields.get("form", "")
    return found if FORM_ID.fullmatch(found) else uuid4().hex


def typed_in(fields: Fields, by_hand: ByHand, scans: Iterable[Attachment], *, now: datetime) -> Typed:
    """One complaint as its form has it."""
    way = by_hand.way(fields.get("way", ""))
    received_at, hour_known = moment_in(fields.get("received_on", ""), fields.get("received_time", ""), now)
    accused = number_in(fields.get("accused", ""), 0)
    sheet = sheet_in(fields, way, received_at, hour_known=hour_known)
    return Typed(sheet, tuple(scans), (accused,) if accused else ())


def sheet_in(fields: Fields, way: HandWay | None, received_at: datetime | None, *, hour_known: bool) -> Sheet:
    def typed(name: str) -> str:
        return fields.get(name, "").strip()

    kind = typed("kind")
    receipt = typed("receipt")
    return Sheet(
        way=way.letter if way else "",
        channel=way.kind if way else "",
        received_at=received_at,
        hour_known=hour_known,
        matter=typed("matter"),
        subject=typed("subject"),
        reference=typed("reference"),
        written_on=day_in(typed("written_on")),
        sent_on=day_in(typed("sent_on")),
        kind=Kind(kind) if kind and kind in KINDS else None,
        identity=_identity(typed("identity"), typed("name"), way.kind if way else ""),
        name=typed("name"),
        on_behalf_of=typed("on_behalf_of"),
        nik="".join(letter for letter in typed("nik") if letter not in " .-"),
        contact=Contact(typed("phone"), typed("mail"), typed("address")),
        service=typed("service"),
        receipt=Receipt(receipt) if receipt in set(Receipt) else Receipt.UNKNOWN,
        service_on=day_in(typed("service_on")) if receipt == Receipt.RECEIVED else None,
        late_because=typed("late_because"),
        slip=typed("slip"),
    )


def moment_in(day: str, hour: str, now: datetime) -> tuple[datetime | None, bool]:
    """The moment of receipt, and whether its hour was told. Today without an hour is now; an earlier day, its noon."""
    on = day_in(day)
    if on is None:
        return None, False
    if not hour.strip():
        return (now, True) if on == office_day(now) else (_at(on, NOON, now), False)
    told = hour_in(hour)
    return (_at(on, told, now), True) if told else (None, False)


def day_in(text: str) -> date | None:
    """ "2026-03-02" from a browser's calendar, "2/3/2026" from one without."""
    day, *more = re.split(r"[/.]", text.strip())
    with suppress(ValueError):
        return date(int(more[1]), int(more[0]), int(day)) if len(more) == 2 else iso_day_in(day)
    return None


def unreadable_days(fields: Fields) -> Mapping[str, str]:
    """Days that were typed and are none: never dropped in silence."""
    return {name: UNREADABLE for name in DAYS if fields.get(name) and day_in(fields[name]) is None}


def hour_in(text: str) -> time | None:
    """ "09:30", "9.30"."""
    with suppress(ValueError):
        return time.fromisoformat(text.strip().replace(".", ":").zfill(5))
    return None


def faults_of(missing: Iterable[Missing]) -> Mapping[str, str]:
    """Field -> what is wrong with it, in the order in which the form asks."""
    found: dict[str, str] = {}
    for gap in missing:
        words, field = FAULTS.get(gap.what, (gap.what, "way"))
        detail = _day_words(gap.detail)
        found.setdefault(field, f"{words}: {detail}" if detail else words)
    return found


def _day_words(detail: str) -> str:
    with suppress(ValueError):
        day = date.fromisoformat(detail)
        return f"terakhir {day.day}/{day.month}/{day.year}"
    return detail


def _at(day: date, hour: time, now: datetime) -> datetime:
    return datetime.combine(day, hour, OFFICE_ZONE).astimezone(now.tzinfo)


def _identity(choice: str, name: str, channel: str) -> Identity:
    """A form without a choice goes by whether a name stands in it."""
    match choice or ("named" if name else "nameless"):
        case "named":
            return Identity.NAMED
        case "confidential":
            return Identity.CONFIDENTIAL
        case _:
            return nameless_on(channel)
