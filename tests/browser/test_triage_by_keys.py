"""Twenty cases are triaged without touching a mouse."""

from playwright.async_api import Page, expect

from tests.browser.open_office import OpenOffice

CASES = 20


async def test_twenty_cases_are_triaged_by_keys_alone(open_office: OpenOffice) -> None:
    await everything_is_doubted(open_office)
    siti = await open_office.as_officer("siti")
    await siti.goto("/desk")
    await walks_the_queue(siti)
    await siti.keyboard.press("g")
    heading = siti.get_by_role("heading", level=1)
    await expect(heading).to_contain_text("Golongkan")
    before = int((await heading.inner_text()).split()[1])
    for place in range(1, CASES + 1):
        await siti.wait_for_load_state()
        if place % 5:
            await siti.keyboard.press("y")
        else:
            await corrects_the_sector(siti)
        await expect(heading).to_contain_text(f"{before - place} lagi")
    settled = (
        "SELECT count(*) FROM cases JOIN tags ON case_id = cases.id AND author LIKE 'officer:%'"
        " WHERE cases.unsure = '{}'"
    )
    assert await open_office.office.value(settled) == CASES
    assert await open_office.office.value(f"{settled} AND cases.sector = 'perdagangan'") >= CASES // 5


async def everything_is_doubted(open_office: OpenOffice) -> None:
    """As many cases to triage whatever the classifier is sure of."""
    doubted = "UPDATE cases SET unsure = '{sector}' WHERE state IN ('incomplete', 'open') RETURNING id"
    assert len(await open_office.office.rows(doubted)) > CASES


async def walks_the_queue(page: Page) -> None:
    """j and k move the bar, o opens, t opens at the tags, / seeks."""
    rows = page.locator("[data-row]")
    for key in "jjjk":
        await page.keyboard.press(key)
    await expect(rows.nth(1)).to_have_attribute("aria-current", "true")
    await expect(rows.nth(1).locator("[data-open]")).to_be_focused()
    number = await rows.nth(1).get_attribute("data-row")
    await page.keyboard.press("o")
    await expect(page.get_by_role("heading", level=1)).to_contain_text(number or "")
    await page.go_back()
    await expect(rows.nth(1)).to_have_attribute("aria-current", "true")
    await page.keyboard.press("j")
    await page.keyboard.press("t")
    await expect(page).to_have_url(f"{page.url.split('/desk')[0]}/desk/cases/{await current(page)}#golongan")
    await page.keyboard.press("/")
    await page.keyboard.type("hosting")
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-row]").first).to_contain_text("hosting")


async def current(page: Page) -> str:
    return (await page.get_by_role("heading", level=1).inner_text())[:11]


async def corrects_the_sector(page: Page) -> None:
    """t unfolds the form with the cursor in it; letters choose, Ctrl+Enter saves."""
    await page.keyboard.press("t")
    await expect(page.get_by_label("Jenis laporan")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.type("Perdag")
    await expect(page.get_by_label("Bidang")).to_have_value("perdagangan")
    await page.keyboard.press("Control+Enter")
