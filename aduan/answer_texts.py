"""What the office adds to every answer of its officers, in each language, with its own facts filled in."""

from functools import partial

from bots.about import long_day
from config.load import OfficeFiles
from config.office import Objection
from core.rules.letters import AnswerTexts


def answer_texts(files: OfficeFiles) -> dict[str, AnswerTexts]:
    """By the citizen's language."""
    office, objection = files.office.name, files.office.objection
    return {"id": indonesian(office, objection), "su": sundanese(office, objection), "en": english(office, objection)}


def indonesian(office: str, objection: Objection) -> AnswerTexts:
    return AnswerTexts(
        basis="Dasar: {clauses}.",
        objection=f"Bila Anda tidak setuju, sampaikan keberatan kepada {objection.to} dengan membalas pesan ini.",
        objection_on_paper=f"Bila Anda tidak setuju, sampaikan keberatan kepada {objection.to} secara tertulis atau di "
        "loket pengaduan, dengan menyebut nomor laporan Anda.",
        ombudsman=f"Bila keberatan itu tidak ditanggapi, Anda dapat melapor kepada {objection.ombudsman} "
        f"({objection.ombudsman_contact}), tanpa biaya.",
        next_step="Langkah berikutnya: {step}. Kami kabari paling lambat {day}.",
        new_day="Pengaduan {number} memerlukan waktu lebih lama: {reason}. Jawaban kami paling lambat {day}. "
        "Kami mohon maaf atas keterlambatan ini.",
        question="Tentang laporan {number}: {question}",
        about=f"Jawaban {office}",
        day_in_words=partial(long_day, language="id"),
        blocks=(
            ("Pembuka", "Yth. {name}, terima kasih atas laporan Anda nomor {number}."),
            ("Permohonan maaf", "Kami mohon maaf atas ketidaknyamanan yang Anda alami."),
            ("Sudah terbit", "Dokumen yang Anda mohonkan sudah terbit dan dapat diunduh melalui akun OSS Anda."),
            ("Berkas belum lengkap", "Permohonan Anda belum dapat diproses karena berkas berikut belum lengkap: "),
            ("Tidak ada pungutan", "Pelayanan ini tidak dipungut biaya. Petugas yang meminta bayaran akan ditindak."),
        ),
    )


def sundanese(office: str, objection: Objection) -> AnswerTexts:
    return AnswerTexts(
        basis="Dasarna: {clauses}.",
        objection=f"Upami Anjeun teu satuju, mangga ajukeun kaberatan ka {objection.to} ku cara ngabales ieu surat.",
        objection_on_paper=f"Upami Anjeun teu satuju, mangga ajukeun kaberatan ka {objection.to} ku serat atanapi di "
        "lokét pangaduan, bari nyebatkeun nomer laporan Anjeun.",
        ombudsman=f"Upami kaberatan éta teu ditanggap, Anjeun tiasa lapor ka {objection.ombudsman} "
        f"({objection.ombudsman_contact}), teu dipungut biaya.",
        next_step="Léngkah salajengna: {step}. Ku kami dibéjaan paling telat {day}.",
        new_day="Pangaduan {number} peryogi waktos langkung lami: {reason}. Waleran kami paling telat {day}. "
        "Hapunten kana kalambatan ieu.",
        question="Ngeunaan laporan {number}: {question}",
        about=f"Waleran {office}",
        day_in_words=partial(long_day, language="su"),
        blocks=(("Bubuka", "Yth. {name}, hatur nuhun kana laporan Anjeun nomer {number}."),),
        somebody="Nu Ngadu",
        some_service="ieu layanan",
    )


def english(office: str, objection: Objection) -> AnswerTexts:
    return AnswerTexts(
        basis="Basis: {clauses}.",
        objection=f"If you do not agree, object to {objection.to} by replying to this message.",
        objection_on_paper=f"If you do not agree, object to {objection.to} in writing or at the complaints "
        "counter, naming the number of your report.",
        ombudsman=f"If your objection is not dealt with, you may turn to {objection.ombudsman} "
        f"({objection.ombudsman_contact}), free of charge.",
        next_step="Next step: {step}. You will hear from us by {day}.",
        new_day="Complaint {number} needs more time: {reason}. You will have our answer by {day}. "
        "We apologise for the delay.",
        question="About your report {number}: {question}",
        about=f"Answer of {office}",
        day_in_words=partial(long_day, language="en"),
        blocks=(("Opening", "Dear {name}, thank you for your report no. {number}."),),
        somebody="Sir or Madam",
        some_service="this service",
    )
