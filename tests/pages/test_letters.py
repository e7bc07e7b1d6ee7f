"""Letters and reports as PDF: what stands in them, and whose name does not."""

import io
import re

from pypdf import PdfReader

from core.rules.roles import Role
from pages.letters.press import AnswerLetter, Letterhead, Press
from tests.desk import DeskUnderTest
from tests.pages.case_at_desk import CaseAtDesk, examined

HEAD = Letterhead("Pemerintah Kabupaten Contoh", "Dinas Contoh", "Jalan Contoh 1", "surat@contoh.test", "Contoh")


def words_of(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


async def test_an_answer_prints_as_a_letter_with_a_slip_to_sign(case: CaseAtDesk) -> None:
    await examined(case)
    assert await case.does("answer", answer__findings="Sertifikat Anda sudah terbit.") == (303, "")
    link = re.search(r"/desk/cases/[\d-]+/answers/\d+/pdf", await case.look())
    assert link
    printed = await case.browser.get(link[0])
    assert printed.headers["content-type"] == "application/pdf"
    words = words_of(printed.content)
    assert "Sertifikat Anda sudah terbit." in words
    assert "Hal : Jawaban atas pengaduan" in words
    assert "Kepada Yth. Bapak/Ibu Siti Aminah" in words
    assert "Ombudsman Republik Indonesia" in words
    assert "Tanda terima" in words
    assert case.number in words


async def test_a_report_prints_with_both_signatures(case: CaseAtDesk) -> None:
    await examined(case)
    await case.look()
    assert await case.send("report", report__text="Selesai, sertifikat terbit.", move="yes") == (303, "")
    report = await case.office.value("SELECT id FROM reports_upward")
    printed = await case.browser.get(f"{case.address}/reports/{report}/pdf")
    words = words_of(printed.content)
    assert "Laporan tertulis kepada atasan" in words
    assert "Telah dibaca, Pejabat Pengelola Pengaduan" in words
    assert "Selesai, sertifikat terbit." in words


async def test_a_hidden_name_is_in_no_letter_of_those_who_may_not_read_it(
    case: CaseAtDesk, desk: DeskUnderTest
) -> None:
    await examined(case)
    findings = "Bu Siti Aminah, sertifikat Anda sudah terbit."
    assert await case.does("answer", answer__findings=findings) == (303, "")
    await case.office.rows("UPDATE reporters SET identity = 'confidential' RETURNING case_id")
    answer = await case.office.value("SELECT id FROM answers")
    other = await desk.as_officer("rina", Role.OFFICER)
    words = words_of((await other.get(f"{case.address}/answers/{answer}/pdf")).content)
    assert "Aminah" not in words
    assert "Kepada Yth. Pelapor" in words
    assert "Sifat : Rahasia" in words


async def test_a_letter_of_another_case_is_like_none(case: CaseAtDesk) -> None:
    for address in ("answers/999/pdf", "reports/999/pdf"):
        assert (await case.browser.get(f"{case.address}/{address}")).status_code == 404


async def test_what_people_write_is_never_read_as_the_typesetters_language() -> None:
    hostile = '#read("/etc/passwd") $x^2$ *tebal* <label> @ref \\ // komentar #import "paper.typ"'
    letter = AnswerLetter("26-00001-59", "1 Maret 2026", "Jawaban", False, hostile, hostile, "Hormat", "Budi", "Slip")
    assert words_of(await Press(HEAD).answer(letter)).count(hostile) == 2


async def test_a_long_letter_goes_on_over_pages_and_loses_nothing() -> None:
    text = "\n\n".join(f"Alinea {number}. " + "Kata demi kata. " * 40 for number in range(60))
    letter = AnswerLetter("26-00001-59", "1 Maret 2026", "Jawaban", False, "Siti", text, "Hormat", "Budi", "Slip")
    pdf = await Press(HEAD).answer(letter)
    assert len(PdfReader(io.BytesIO(pdf)).pages) > 5
    words = words_of(pdf)
    assert all(f"Alinea {number}." in words for number in range(60))
