"""What the case page says in Indonesian: kinds, marks, decisions, and the ledger as sentences."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from core.rules.calendar import OFFICE_ZONE
from pages.officers.clocks import day_words

LEGAL_KINDS = {"complaint": "Pengaduan", "suggestion": "Saran", "information": "Permintaan informasi"}
KINDS = {
    "complaint": "keluhan",
    "question": "pertanyaan",
    "suggestion": "saran",
    "thanks": "terima kasih",
    "other": "lain-lain",
}
STATES = {
    "incomplete": "belum lengkap",
    "open": "ditangani",
    "answered": "sudah dijawab",
    "closed": "ditutup",
    "forwarded": "diteruskan",
    "withdrawn": "dibatalkan pelapor",
}
IDENTITIES = {
    "named": "disebut pelapor",
    "confidential": "dirahasiakan",
    "offered": "nama profil, belum dipastikan",
    "unknown": "belum ada nama",
    "refused": "tidak mau menyebut nama",
}
AXES = {"kind": "jenis laporan", "sector": "bidang", "components": "komponen"}
RULES = {
    "answer-due": "Pengaduan: wajib dijawab",
    "identity-or-object-missing": "Tanpa identitas atau objek: saran",
    "not-a-complaint": "Bukan pengaduan",
    "not-our-matter": "Mungkin bukan urusan kantor ini",
    "filed-late": "Disampaikan lewat 30 hari",
    "completed-late": "Dilengkapi kemudian: pengaduan lagi",
}
CLOCKS = {
    "answer-due": "Jawaban pengaduan",
    "courtesy": "Tanggapan saran",
    "information": "Jawaban pertanyaan",
    "silence": "Menunggu pelapor melengkapi",
    "forward": "Memberi tahu pelapor ke mana diteruskan",
    "next-step": "Langkah yang dijanjikan",
    "sp4n_verification": "Verifikasi SP4N-LAPOR!",
    "completeness": "Tanggapan kelengkapan",
}
FACTS = {
    "diterima": "diterima",
    "layanan_diterima": "layanan diterima",
    "batas": "batas",
    "dikirim": "dikirim (cap pos)",
    "hari": "selisih hari",
    "identitas": "identitas",
    "objek": "objek",
    "lampiran": "lampiran",
    "jenis": "jenis",
    "petunjuk": "kata petunjuk",
    "bidang": "bidang",
    "komponen": "komponen",
    "teruskan_ke": "teruskan ke",
    "lengkap": "dilengkapi",
    "janji": "dijanjikan",
}
BECAUSE = {
    "complete": "lengkap",
    "still_asking": "masih dilengkapi",
    "unread": "ada lampiran yang belum dibaca",
    "name_unconfirmed": "nama belum dipastikan",
    "no_reporter": "tanpa identitas pelapor",
    "no_object": "tanpa objek pengaduan",
    "proposes": "berisi usulan",
    "asks": "berisi pertanyaan",
    "filed_late": "disampaikan terlambat",
    "not_our_matter": "bukan urusan kantor ini",
    "opened": "dicatat",
}
MARKS = {
    "waiting": ("…", "menunggu dikirim"),
    "sending": ("…", "sedang dikirim"),
    "sent": ("✓", "terkirim"),
    "delayed": ("…", "tertahan di jalan"),
    "delivered": ("✓✓", "sampai"),
    "read": ("✓✓", "dibaca"),
    "failed": ("×", "gagal terkirim"),
}
NOTICED = {
    "encrypted": "terenkripsi: tidak dapat dibaca di sini",
    "signed": "bertanda tangan elektronik, tidak diperiksa",
    "unreadable": "susunannya rusak: lihat aslinya",
    "other_address": "jawaban dari alamat lain",
    "proven": "alamat pengirim terbukti",
    "unproven": "alamat pengirim tidak terbukti",
}
"""What the channel noticed of a message."""
CHOICES = {"ours": "tetap urusan kantor ini", "with_agency": "ditangani bersama", "forwarded": "diteruskan ke"}
VERDICTS = {"agreed": "disetujui", "refused": "ditolak", "outdated": "gugur, keterangan warga berubah"}
CATEGORIES = {"internal": "internal (K6.7a)", "with_agency": "perangkat daerah (K6.7b)", "with_apip": "APIP (K6.7c)"}
STEPS = {
    "core_problem": "inti masalah",
    "linked_clause": "pasal terkait",
    "earlier_documents": "dokumen terdahulu",
    "plan": "rencana",
    "carried_out": "pelaksanaan",
}
HISTORY = {
    "opened": "Dicatat dengan nomor {number}, tenggat {due_on}",
    "decided": "Diputuskan menurut {clause}: {because}",
    "replied": "Aduan membalas pelapor",
    "added": "Keterangan tambahan dari pelapor dicatat",
    "recounted": "Tenggat dihitung ulang menjadi {due_on}",
    "withdrawn": "Pelapor membatalkan laporan",
    "reopened": "Pelapor membuka lagi laporan yang dibatalkannya",
    "officer_called": "Pelapor minta bicara dengan petugas",
    "erasure_asked": "Pelapor minta datanya dihapus (UU 27/2022): jelaskan apa yang dapat dan tidak dapat dihapus",
    "answered_from_standard": "Dijawab langsung dari standar ({clause})",
    "taken": "{by} mengambil laporan ini",
    "given": "{by} menyerahkan laporan ini kepada {holder}",
    "returned": "Dikembalikan ke antrian",
    "tags_corrected": "{by} memastikan golongan: bidang {sector}",
    "proposal_decided": "{by}: usulan menurut {clause} {verdict}",
    "proposal_outdated": "Usulan menurut {clause} gugur karena keterangan warga berubah",
    "kind_changed": "{by} mengubah {was} menjadi {kind}",
    "identity_added": "{by} mencatat identitas pelapor",
    "complained_about_named": "{by} mencatat siapa yang diadukan",
    "complained_about_cleared": "{by} mencabut catatan siapa yang diadukan",
    "noted": "{by} menulis catatan internal",
    "whose_decided": "{by} memutuskan: {choice} {to}",
    "forwarding_told": "{by} mencatat bahwa pelapor sudah diberi tahu",
    "forwarding_confirmed": "{by} mencatat bukti terima dari instansi tujuan",
    "split": "{by} memisahkan perkara lain: {other}",
    "split_from": "Dipisahkan oleh {by} dari {other}",
    "joined": "{by} menandai perkara yang sama dengan {other}",
    "parted": "{by} melepaskan tanda perkara yang sama dengan {other}",
    "examined": "{by} menelaah: {step}",
    "category_chosen": "{by} memilih penyelesaian {category}",
    "tier_changed": "{by} memindahkan dari {from} ke {to}",
    "reported_upward": "{by} melapor kepada atasan",
    "approval_asked": "{by} meminta persetujuan Kepala",
    "approval_decided": "{by} memutuskan permohonan persetujuan",
    "answered": "{by} menjawab pelapor",
    "answer_sent_again": "{by} mengirim ulang jawaban",
    "citizen_asked": "{by} bertanya kepada pelapor",
    "new_day": "{by} memberi pelapor alasan dan hari baru",
    "handed_over": "{by} menyerahkan jawaban dengan tanda terima",
    "typed": "{by} mengetik laporan yang datang dengan cara {way}",
    "letter_sent": "{by} mengirim jawaban lewat pos",
    "notice_hung": "{by} mengumumkan jawaban menurut nomor",
    "notice_taken_down": "{by} menurunkan pengumuman",
    "back_to_bot": "{by} menyerahkan percakapan kembali kepada Aduan",
    "closed": "{by} menutup laporan ini",
}
WORDS = {
    "kind": LEGAL_KINDS,
    "was": LEGAL_KINDS,
    "because": BECAUSE,
    "verdict": VERDICTS,
    "choice": CHOICES,
    "category": CATEGORIES,
    "step": STEPS,
}


class _Told(dict[str, str]):
    """What a sentence leaves room for and the entry does not have."""

    def __missing__(self, key: str) -> str:
        return "Aduan" if key == "by" else ""


def sentence(kind: str, payload: Mapping[str, Any], people: Mapping[str, str], names: Mapping[str, str]) -> str:
    """One entry of the ledger as people say it. `names` are those of sectors and tiers."""
    told = _Told({key: _word(key, value, people, names) for key, value in payload.items()})
    return HISTORY.get(kind, kind.replace("_", " ")).format_map(told).strip()


def _word(key: str, value: Any, people: Mapping[str, str], names: Mapping[str, str]) -> str:
    plain = str(value if value is not None else "")
    if key == "holder":
        return people.get(f"officer:{plain}", plain)
    known = WORDS.get(key, {})
    return known.get(plain) or people.get(plain) or names.get(plain) or day_or_text(plain)


def day_or_text(value: str) -> str:
    """An ISO day in words; anything else as it is."""
    try:
        return day_words(date.fromisoformat(value))
    except ValueError:
        return value


def moment_words(moment: datetime) -> str:
    """ "2/3/2026 12.00"."""
    local = moment.astimezone(OFFICE_ZONE)
    return f"{local.day}/{local.month}/{local.year} {local:%H.%M}"
