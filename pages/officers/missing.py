"""What is still missing, as a list of things to do: a sentence, and where on the case page it is done."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.rules.missing import Missing
from pages.officers.lacking import FIELDS

AXES = {"kind": "jenis laporan", "sector": "bidang", "components": "komponen"}
STATES = {"closed": "ditutup", "withdrawn": "dibatalkan pelapor", "forwarded": "diteruskan ke instansi lain"}

CORE, CLAUSE, EARLIER = "#inti-masalah", "#pasal-terkait", "#dokumen-lama"
PLAN, CARRIED_OUT, CATEGORY = "#rencana", "#pelaksanaan", "#kategori"
REPORT, ANSWER, QUESTION, NEW_DAY, CLOSING = "#laporan-atasan", "#jawab", "#tanya", "#hari-baru", "#penutupan"
TAGS = "#golongan"

TO_DO = {
    "review.core_problem": ("Rumuskan inti masalah", CORE),
    "review.core_problem.text": ("Tulis inti masalahnya", CORE),
    "review.linked_clause": ("Tautkan pasal standar atau peraturan", CLAUSE),
    "review.linked_clause.clause": ("Pilih pasal standar, atau sebutkan peraturannya", CLAUSE),
    "review.earlier_documents": ("Periksa dokumen dan laporan terdahulu", EARLIER),
    "review.earlier_documents.text": ("Pilih laporan serupa, atau tulis apa yang diperiksa", EARLIER),
    "review.plan": ("Susun rencana penanganan", PLAN),
    "review.plan.plan": ("Pilih bentuk rencananya", PLAN),
    "review.plan.text": ("Tulis rencananya", PLAN),
    "review.carried_out": ("Catat pelaksanaan rencana", CARRIED_OUT),
    "review.carried_out.with": ("Pilih dengan siapa rencana dilaksanakan", CARRIED_OUT),
    "review.carried_out.party": ("Sebutkan instansi yang ikut", CARRIED_OUT),
    "review.carried_out.on": ("Isi tanggal pelaksanaan", CARRIED_OUT),
    "review.carried_out.text": ("Tulis hasil pelaksanaan", CARRIED_OUT),
    "follow_up.choose_category": ("Pilih kategori penyelesaian", CATEGORY),
    "follow_up.agency": ("Sebutkan perangkat daerah yang dilibatkan", CATEGORY),
    "follow_up.regulation": ("Sebutkan peraturan yang menjadi dasar (Kepala ikut diadukan)", CATEGORY),
    "follow_up.approval_or_regulation": ("Minta persetujuan Kepala, atau sebutkan peraturannya", CATEGORY),
    "follow_up.complained_about": ("Jangan serahkan kepada yang diadukan", REPORT),
    "follow_up.tier_by_tier": ("Naikkan setingkat demi setingkat", REPORT),
    "follow_up.written_report": ("Tulis laporan kepada atasan", REPORT),
    "follow_up.nobody_above": ("Tidak ada atasan lagi di kantor ini: libatkan APIP", CATEGORY),
    "approval.because": ("Tulis alasan permohonan kepada Kepala", CATEGORY),
    "approval.already_asked": ("Permohonan sebelumnya masih menunggu keputusan Kepala", CATEGORY),
    "approval.reason": ("Tulis alasan keputusan", ""),
    "grouping.choose": ("Pastikan golongan", TAGS),
    "letter.findings": ("Tulis temuan dan jawabannya", ANSWER),
    "letter.objection": ("Berkas kantor belum menyebut cara mengajukan keberatan", ANSWER),
    "letter.ombudsman": ("Berkas kantor belum menyebut Ombudsman", ANSWER),
    "letter.next_step": ("Tulis langkah berikutnya", ANSWER),
    "letter.next_step_on": ("Isi tanggal langkah berikutnya, hari ini atau sesudahnya", ANSWER),
    "ask.question": ("Tulis pertanyaannya", QUESTION),
    "new_day.reason": ("Tulis alasan perlu waktu lebih lama", NEW_DAY),
    "new_day.later": ("Pilih hari yang lebih akhir daripada janji sekarang", NEW_DAY),
    "new_day.nothing_promised": ("Tidak ada janji yang masih berjalan", NEW_DAY),
    "closing.result": ("Kirim jawaban akhir kepada pelapor", ANSWER),
    "closing.citizen_informed": ("Tunggu bukti jawaban sampai, atau serahkan dengan tanda terima", CLOSING),
    "closing.superior_report": ("Tulis laporan hasil kepada atasan", REPORT),
    "closing.matter": ("Jawab dulu pokok lain dari laporan yang sama", CLOSING),
    "holding.not_yours": ("Kasus ini sudah dipegang orang lain", ""),
    "holding.colleague": ("Pilih rekan yang boleh memegang kasus ini", ""),
    "handover.received_by": ("Sebutkan siapa yang menandatangani", CLOSING),
    "letter.carrier": ("Sebutkan siapa yang membawa surat", CLOSING),
    "letter.reference": ("Tulis nomor resi pengiriman", CLOSING),
    "notice.words": ("Tulis jawaban yang diumumkan", CLOSING),
    "notice.no_address": ("Sampaikan langsung: pelapor meninggalkan alamat atau nomor", CLOSING),
    "notice.confidential": ("Laporan rahasia tidak diumumkan: serahkan jawabannya", CLOSING),
    "notice.hangs": ("Jawaban sudah diumumkan", CLOSING),
    "notice.hangs_not": ("Tidak ada pengumuman yang terpasang", CLOSING),
    "case.at_work": ("Laporan ini sudah tidak ditangani lagi", "#isi"),
    "filed_late.reason": ("Tulis alasan tetap menangani sebagai pengaduan", "#keputusan"),
    "forwarding.other_office": ("Sebutkan instansi tujuan", "#teruskan"),
    "forwarding.citizen_told": ("Beri tahu pelapor ke mana laporannya diteruskan", "#teruskan"),
    "forwarding.receiver_confirmed": ("Catat bukti terima dari instansi tujuan", "#teruskan"),
    "forwarding.words": ("Tulis pesan untuk pelapor", "#teruskan"),
    "forwarding.choice": ("Pilih urusan siapa laporan ini", "#teruskan"),
    "forwarding.confirmation": ("Tulis nomor surat atau nama penerimanya", "#teruskan"),
    "forwarding.forwarded": ("Laporan ini tidak sedang diteruskan", "#teruskan"),
    "proposal.open": ("Usulan ini sudah diputuskan", "#keputusan"),
    "legal_kind.reason": ("Tulis alasan jenisnya diubah", "#jenis"),
    "legal_kind.other": ("Pilih jenis yang lain daripada sekarang", "#jenis"),
    "recording.reporter": ("Tulis nama pelapor", "#orang"),
    "recording.object": ("Tulis apa yang dilaporkan", "#perkara"),
    "identity.reason": ("Tulis alasan membuka identitas", "#orang"),
    "identity.holder": ("Identitas yang dirahasiakan diubah oleh pemegang laporan saja", "#orang"),
    "complained_about.officer": ("Pilih petugas yang diadukan", "#orang"),
    "complained_about.named": ("Petugas itu tidak tercatat sebagai yang diadukan", "#orang"),
    "complained_about.yours": ("Hanya yang mencatat, atau pimpinan, dapat mencabutnya", "#orang"),
    "complained_about.reason": ("Tulis alasan mencabut yang diadukan", "#orang"),
    "note.text": ("Tulis catatannya", "#catatan"),
    "text_block.title": ("Tulis judulnya", ""),
    "text_block.language": ("Pilih bahasanya", ""),
    "text_block.text": ("Tulis isinya", ""),
    "text_block.field": ("Tidak ada yang mengisi", ""),
    "text_block.gone": ("Teks itu sudah dihapus rekan; salin isinya sebagai teks baru", ""),
    "matters.text": ("Tulis isi perkara yang dipisahkan", "#perkara"),
    "matters.joined": ("Pilih laporan yang ditandai sama", "#perkara"),
    "matters.reason": ("Tulis alasan memisahkannya lagi", "#perkara"),
    "matters.other": ("Tulis nomor laporan lain yang belum ditandai", "#perkara"),
}


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do first. `anchor` is empty when it is done where one is already, `field` where none is typed."""

    words: str
    anchor: str
    clause: str
    field: str = ""


def to_do(missing: Iterable[Missing], tiers: dict[str, str] | None = None) -> list[ToDo]:
    """Refusals as people say them, each once; `tiers` names the tiers."""
    found = [_to_do(gap, tiers or {}) for gap in missing]
    return list(dict.fromkeys(found))


def _to_do(gap: Missing, tiers: dict[str, str]) -> ToDo:
    words, anchor = TO_DO.get(gap.what, (gap.what, ""))
    detail = AXES.get(gap.detail) or tiers.get(gap.detail) or STATES.get(gap.detail) or gap.detail
    return ToDo(f"{words}: {detail}" if detail else words, anchor, gap.clause, FIELDS.get(gap.what, ""))
