"""A complaint on paper: typed at the counter, followed by its code on a phone, answered by hand, closed."""

import re

from playwright.async_api import Page, expect

from tests.browser.at_the_desk import answers, chooses, examines, fits, opens, settles_tags
from tests.browser.open_office import PHONE, OpenOffice

MATTER = "Izin hosting saya belum terbit, sudah tiga minggu lewat dari janji di loket."


async def test_a_letter_over_the_counter_is_followed_by_its_code_and_closed(open_office: OpenOffice) -> None:
    budi = await open_office.as_officer("budi")
    await budi.goto("/desk")
    await types_the_letter(budi)
    receipt = await budi.locator(".receipt").inner_text()
    number, code = re.findall(r"\d{2}-\d{5}-\d{2}", receipt)[0], re.findall(r"(?:\w{4}-){2}\w{4}", receipt)[0]

    citizen = await open_office.window(screen=PHONE)
    await follows(citizen, number, code)
    await expect(citizen.get_by_text("Sedang ditangani").first).to_be_visible()
    await fits(citizen)
    await follows(citizen, number, code[:-1] + ("A" if code[-1] != "A" else "B"))
    await expect(citizen.get_by_role("alert")).to_contain_text("tidak cocok")

    await opens(budi, number)
    await settles_tags(budi, "Perindustrian")
    await examines(budi)
    await chooses(budi, "Diselesaikan di dalam kantor")
    await answers(budi, "Sertifikat Anda sudah terbit dan dapat diambil di loket.")
    await reports_and_hands_over(budi)
    await budi.get_by_role("button", name="Tutup laporan").click()
    await expect(budi.locator(".case-head")).to_contain_text("ditutup")

    await follows(citizen, number, code)
    await expect(citizen.get_by_text("Sertifikat Anda sudah terbit")).to_be_visible()
    await fits(citizen)


async def types_the_letter(page: Page) -> None:
    """From the queue with one key, through the form, to the printed receipt with another."""
    await page.keyboard.press("p")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Catat laporan")
    await page.get_by_role("radio", name="Surat", exact=True).check(force=True)
    await page.locator("#received_on").fill("2026-03-02")
    await page.locator("#matter").fill(MATTER)
    await page.locator("#name").fill("Oom Komariah")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Tanda terima")


async def follows(page: Page, number: str, code: str) -> None:
    await page.goto("/lacak")
    await page.get_by_label("Nomor laporan").fill(number)
    await page.get_by_label("Kode").fill(code.lower())
    await page.get_by_role("button", name="Lihat").click()


async def reports_and_hands_over(page: Page) -> None:
    report = page.locator("#laporan-atasan")
    await report.get_by_text("Tulis laporan kepada Pejabat Pengelola Pengaduan").click()
    await report.get_by_role("button", name="Simpan laporan").click()
    await page.get_by_label("Diserahkan dengan tanda terima kepada").fill("Oom Komariah")
    await page.get_by_role("button", name="Catat penyerahan").click()
    await expect(page.locator("#penutupan")).to_contain_text("Diserahkan kepada Oom Komariah")
