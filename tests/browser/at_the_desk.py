"""What an officer does at the desk, by what stands on the screen."""

from playwright.async_api import Locator, Page, expect

from tests.browser.open_office import OpenOffice


async def signs_in(opened: OpenOffice, username: str, **habits: object) -> Page:
    """By name and password, as on every morning."""
    page = await opened.window(**habits)  # type: ignore[arg-type]
    await page.goto("/desk")
    await passes_the_door(page, username)
    await expect(page).to_have_url(f"{opened.address}/desk")
    return page


async def passes_the_door(page: Page, username: str) -> None:
    await page.get_by_label("Nama pengguna").fill(username)
    await page.get_by_label("Kata sandi").fill("contoh")
    await page.get_by_role("button", name="Masuk", exact=True).click()


async def opens(page: Page, number: str) -> None:
    await page.goto(f"/desk/cases/{number}")
    await expect(page.get_by_role("heading", level=1)).to_contain_text(number)


async def takes(page: Page, name: str) -> None:
    await page.get_by_role("button", name="Ambil laporan ini").click()
    await expect(page.locator(".case-head")).to_contain_text(f"dipegang {name}")


async def settles_tags(page: Page, sector: str) -> None:
    part = page.locator("#golongan")
    await unfold(part)
    await part.get_by_label("Bidang").select_option(label=sector)
    await part.get_by_role("button", name="Simpan golongan").click()
    await expect(part.get_by_text("Dipastikan")).to_be_visible()


async def unfold(place: Locator) -> None:
    """Opens the first thing that is folded there, if it is."""
    fold = place.locator("details").first
    if not await fold.evaluate("one => one.open"):
        await fold.locator("summary").first.click()


async def examines(page: Page, *, on: str = "2026-03-02") -> None:
    """The five steps K6.6a to e, one after the other as the page leads."""
    await page.get_by_role("link", name="Rumuskan inti masalah").first.click()
    await page.get_by_label("Apa inti masalahnya?").fill("Sertifikat standar lewat tujuh hari kerja.")
    await step(page, "Pasal terkait")
    await page.locator("#pasal-terkait input[type=checkbox][value=K3]").check()
    await step(page, "Dokumen terdahulu")
    await page.get_by_label("Dokumen apa yang diperiksa").fill("Tidak ada.")
    await step(page, "Rencana penanganan")
    await page.get_by_label("klarifikasi").check()
    await page.get_by_label("Kepada siapa, apa yang dicari, kapan").fill("Verifikator, hari ini.")
    await step(page, "Pelaksanaan")
    await page.locator("[name='carried_out.with'][value=alone]").check()
    await page.get_by_label("Tanggal", exact=True).fill(on)
    await page.get_by_label("Apa yang ditemukan").fill("Verifikator berhalangan; sertifikat diterbitkan hari ini.")
    await page.get_by_role("button", name="Simpan penelaahan").click()
    await expect(page.locator(".step .dot.done")).to_have_count(5)


async def step(page: Page, title: str) -> None:
    fold = page.locator("details.step", has=page.locator("summary", has_text=title))
    if not await fold.evaluate("one => one.open"):
        await fold.locator("summary").first.click()


async def chooses(page: Page, category: str) -> None:
    await page.get_by_label(category).check()
    await page.get_by_role("button", name="Tetapkan kategori").click()


async def answers(page: Page, words: str) -> None:
    await page.get_by_label("Temuan dan jawaban").fill(words)
    await page.get_by_role("button", name="Kirim jawaban").click()


async def fits(page: Page) -> None:
    """Nothing hangs over the edge: the page is never moved sideways."""
    wide, window = await page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
    assert wide <= window, f"{page.url} is {wide} wide in a window of {window}"
