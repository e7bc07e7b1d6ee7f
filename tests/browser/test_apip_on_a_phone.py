"""APIP comes in only with the Kepala's approval (K6.7c), and the Kepala gives it from a phone."""

import pytest
from playwright.async_api import expect

from tests.browser.at_the_desk import chooses, fits, opens, signs_in
from tests.browser.open_office import PHONE, OpenOffice
from tests.browser.scene import HUNTED


async def test_apip_is_refused_then_approved_by_the_kepala_on_a_phone(open_office: OpenOffice) -> None:
    number = await open_office.number_of(HUNTED)
    rini = await open_office.as_officer("rini")
    await opens(rini, number)
    await chooses(rini, "Melibatkan APIP")
    await expect(rini.get_by_role("alert")).to_contain_text("Minta persetujuan Kepala, atau sebutkan peraturannya")

    await rini.get_by_text("Minta persetujuan Kepala untuk melibatkan APIP").click()
    await rini.get_by_label("Mengapa tidak bisa diselesaikan").fill("Satpam diduga ikut, perlu pemeriksa internal.")
    await rini.get_by_role("button", name="Ajukan kepada Kepala").click()
    await expect(rini.get_by_text("Menunggu keputusan Kepala.")).to_be_visible()

    kepala = await signs_in(open_office, "kepala", screen=PHONE, has_touch=True)
    await fits(kepala)
    await kepala.get_by_role("link", name="Persetujuan").click()
    await expect(kepala.get_by_text("Satpam diduga ikut, perlu pemeriksa internal.")).to_be_visible()
    await fits(kepala)
    await kepala.get_by_label("Alasan keputusan").fill("Setuju, menyangkut petugas kantor sendiri.")
    await kepala.get_by_role("button", name="Setujui").tap()
    await expect(kepala.get_by_text("Tidak ada permohonan yang menunggu.")).to_be_visible()

    await opens(rini, number)
    await expect(rini.get_by_text("Setuju, menyangkut petugas kantor sendiri.")).to_be_visible()
    await chooses(rini, "Melibatkan APIP")
    await expect(rini.get_by_role("alert")).to_have_count(0)
    await expect(rini.get_by_role("radio", name="Melibatkan APIP")).to_be_checked()
    apip = await open_office.as_officer("apip")
    await opens(apip, number)


@pytest.mark.long
async def test_the_kepala_reads_a_case_on_a_phone_and_may_refuse(open_office: OpenOffice) -> None:
    number = await open_office.number_of(HUNTED)
    rini = await open_office.as_officer("rini")
    await opens(rini, number)
    await rini.get_by_text("Minta persetujuan Kepala untuk melibatkan APIP").click()
    await rini.get_by_label("Mengapa tidak bisa diselesaikan").fill("Belum jelas.")
    await rini.get_by_role("button", name="Ajukan kepada Kepala").click()
    await expect(rini.get_by_text("Menunggu keputusan Kepala.")).to_be_visible()

    kepala = await open_office.as_officer("kepala", screen=PHONE, has_touch=True)
    await kepala.goto("/desk/approvals")
    await kepala.get_by_role("link", name=number).click()
    await fits(kepala)
    await kepala.go_back()
    await kepala.get_by_label("Alasan keputusan").fill("Periksa dulu rekaman CCTV parkiran.")
    await kepala.get_by_role("button", name="Tolak").click()
    await opens(rini, number)
    await expect(rini.locator(".approval")).to_contain_text("Ditolak oleh Asep Hidayat")
