"""An officer's pages from the examination to the close: what they refuse, keep, and send."""

import re

import pytest

from core.rules.review import Step
from core.rules.roles import Role
from tests.desk import DeskUnderTest
from tests.pages.case_at_desk import CaseAtDesk, examined


async def test_a_complaint_goes_from_examination_to_close_on_the_page(case: CaseAtDesk) -> None:
    await examined(case)
    assert await case.does("answer", answer__findings="Sertifikat Anda sudah terbit.") == (303, "")
    await case.office.send_what_is_due()
    letter = case.office.citizen().last_reply
    assert "Sertifikat Anda sudah terbit." in letter
    assert "Standar Pelayanan Nomor 69, Jangka Waktu Penyelesaian (K3)" in letter
    assert await case.does("report", report__text="Selesai, sertifikat terbit.") == (303, "")
    case.office.later(days=3)
    assert await case.does("close") == (303, "")
    assert await case.office.value("SELECT state FROM cases") == "closed"


async def test_an_answer_refused_says_what_is_missing_and_keeps_what_was_typed(case: CaseAtDesk) -> None:
    status, page = await case.does("answer", answer__findings="Sudah terbit, silakan unduh.")
    assert status == 409
    assert '<a href="#inti-masalah">Rumuskan inti masalah</a>' in page
    assert '<a href="#kategori">Pilih kategori penyelesaian</a>' in page
    assert "Sudah terbit, silakan unduh." in await case.look()


async def test_of_two_officers_the_second_reads_that_and_keeps_the_draft(case: CaseAtDesk, desk: DeskUnderTest) -> None:
    await examined(case)
    rina = CaseAtDesk(case.office, await desk.as_officer("rina", Role.OFFICER), case.number)
    await case.look()
    await rina.look()
    assert (await case.send("answer", answer__findings="Jawaban Budi."))[0] == 303
    status, page = await rina.send("answer", answer__findings="Jawaban Rina.")
    assert status == 409
    assert "Rekan Anda baru saja mengubah laporan ini" in page
    assert "Jawaban Rina." in page
    assert await case.office.value("SELECT count(*) FROM answers") == 1


async def test_a_worksheet_half_done_is_half_on_record_and_the_rest_still_there(case: CaseAtDesk) -> None:
    status, page = await case.does("examination", core_problem__text="Izin lambat.", plan__text="Tanya verifikator.")
    assert status == 409
    assert "Pilih bentuk rencananya" in page
    assert "Tanya verifikator." in await case.look()
    assert await case.office.rows("SELECT step FROM examination_steps") == [(Step.CORE_PROBLEM,)]


async def test_what_is_typed_is_saved_while_typing_and_shown_to_its_writer_alone(
    case: CaseAtDesk, desk: DeskUnderTest
) -> None:
    assert (await case.send("draft", plan__text="Besok tanya Pak Dadang"))[0] == 204
    assert "Besok tanya Pak Dadang" in await case.look()
    rina = CaseAtDesk(case.office, await desk.as_officer("rina", Role.OFFICER), case.number)
    assert "Besok tanya Pak Dadang" not in await rina.look()


async def test_a_text_block_comes_filled_into_the_draft(case: CaseAtDesk) -> None:
    await case.send("answer/block", answer__findings="Halo.", block="Pembuka")
    page = await case.look()
    assert f"Halo.\n\nYth. Siti Aminah, terima kasih atas laporan Anda nomor {case.number}." in page


async def test_the_preview_is_the_letter_as_it_leaves_with_its_parts_by_sms(case: CaseAtDesk) -> None:
    await case.office.rows("UPDATE addresses SET channel = 'sms' RETURNING id")
    _, page = await case.send("answer/preview", answer__findings="Sudah terbit.")
    assert "Bila Anda tidak setuju, sampaikan keberatan kepada Kepala DPMPTSP Kabupaten Purwakarta" in page
    assert re.search(r"\(2 SMS\)", page)


async def test_a_question_goes_to_the_citizen_and_the_page_says_that_the_bot_is_quiet(case: CaseAtDesk) -> None:
    assert await case.does("ask", ask__question="Kapan berkas dikirim?") == (303, "")
    await case.office.send_what_is_due()
    assert "Kapan berkas dikirim?" in case.office.citizen().last_reply
    assert "Bot sedang diam" in await case.look()
    assert await case.send("bot") == (303, "")
    assert "Bot sedang diam" not in await case.look()


async def test_a_new_day_without_a_day_keeps_the_reason(case: CaseAtDesk) -> None:
    status, page = await case.does("new-day", new_day__reason="menunggu dinas teknis")
    assert status == 409
    assert "menunggu dinas teknis" in page


async def test_apip_is_refused_then_asked_for_and_approved_by_the_kepala(case: CaseAtDesk, desk: DeskUnderTest) -> None:
    status, page = await case.does("category", category="with_apip")
    assert status == 409
    assert "Minta persetujuan Kepala, atau sebutkan peraturannya" in page
    assert await case.does("approval", **{"approval.because": "Dugaan pungutan."}) == (303, "")
    kepala = await desk.as_officer("hasan", Role.KEPALA)
    page = (await kepala.get("/desk/approvals")).text
    assert "Dugaan pungutan." in page
    asked = re.search(r"/desk/approvals/(\d+)", page)
    assert asked
    refused = await kepala.post(f"/desk/approvals/{asked[1]}", decision="grant", reason="")
    assert refused.status_code == 409
    assert (await kepala.post(f"/desk/approvals/{asked[1]}", decision="grant", reason="Setuju.")).status_code == 303
    assert await case.office.value("SELECT category FROM cases") == "with_apip"
    assert (await case.browser.get("/desk/approvals")).status_code == 403


async def test_the_report_to_the_superior_is_drafted_from_the_worksheet_and_prints(case: CaseAtDesk) -> None:
    await examined(case)
    page = await case.look()
    assert "1. Inti masalah\nSertifikat belum terbit, lewat 7 hari kerja." in page
    assert await case.send("report", report__text="Selesai.", move="yes") == (303, "")
    report = await case.office.value("SELECT id FROM reports_upward")
    printed = (await case.browser.get(f"{case.address}/reports/{report}")).text
    assert "Pejabat Pengelola Pengaduan" in printed
    assert await case.office.value("SELECT tier FROM cases") == "pengelola"


@pytest.mark.parametrize("role", [Role.INSPECTORATE, Role.TECHNICAL_TEAM, Role.APIP, Role.ADMINISTRATOR])
async def test_others_neither_answer_nor_close(case: CaseAtDesk, desk: DeskUnderTest, role: Role) -> None:
    other = CaseAtDesk(case.office, await desk.as_officer("lain", role), case.number)
    for deed in ("answer", "ask", "close", "category", "handover", "new-day"):
        assert (await other.send(deed))[0] == 403


async def test_a_case_that_is_not_theirs_to_see_is_like_none(case: CaseAtDesk) -> None:
    await case.office.rows(
        """INSERT INTO complained_about (case_id, officer_id, author, at)
        SELECT id, :officer, 'aduan', now() FROM cases RETURNING id""",
        officer=case.browser.officer_id,
    )
    for deed in ("examination", "answer", "close", "draft", "report"):
        assert (await case.send(deed))[0] == 404
