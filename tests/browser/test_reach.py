"""Everybody reaches every page: by axe, by keys, at 200 %; and what is wrong stands at its field."""

from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from aduan import web
from tests.browser.at_the_desk import fits, opens
from tests.browser.open_office import PHONE, OpenOffice
from tests.browser.places import NO_PAGES, PLACES, Place
from tests.browser.scene import Scene
from tests.pages.test_roles import every_route

LookedAt = tuple[OpenOffice, Scene]

AXE = Axe()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HALF = {"width": 640, "height": 400}
"""A window of 1280 x 800 at 200 %."""

every_place = pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)


def test_every_page_of_the_program_is_looked_at(looked_at: LookedAt) -> None:
    app = web.application(looked_at[0].office.parts, demo=True)
    pages = {path for path, route in every_route(app.routes) if "GET" in (route.methods or ())}
    assert {place.route for place in PLACES} == pages - NO_PAGES


async def window_at(looked_at: LookedAt, place: Place, **habits: Any) -> Page:
    opened, scene = looked_at
    page = await (opened.as_officer(place.who, **habits) if place.who else opened.window(**habits))
    answer = await page.goto(place.at(scene))
    assert answer
    assert answer.status == place.status
    return page


@every_place
async def test_axe_finds_nothing_in_light_and_dark_and_half_a_window_holds_it(
    looked_at: LookedAt, place: Place
) -> None:
    page = await window_at(looked_at, place)
    assert await complaints(page, TAGS) == []
    await page.emulate_media(color_scheme="dark")
    assert await complaints(page, ["wcag2aa"], only=["color-contrast", "link-in-text-block"]) == []
    for screen in (HALF, PHONE):
        await page.set_viewport_size(screen)  # type: ignore[arg-type]
        await fits(page)
    assert await complaints(page, [], only=["color-contrast", "target-size", "scrollable-region-focusable"]) == []
    await page.context.close()


async def complaints(page: Page, tags: list[str], only: list[str] | None = None) -> list[str]:
    """What axe has against the page, each with the elements it means."""
    options: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": tags}}
    if only:
        options["runOnly"] = {"type": "rule", "values": only}
    found = (await AXE.run(page, options=options)).response["violations"]
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:4]]}" for one in found]


# --- by keyboard ------------------------------------------------------------------------------------------------------

STOPS = """() => [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
  .filter(one => !one.disabled && !one.closest('[hidden], [inert]') && one.checkVisibility({visibilityProperty: true}))
  .map((one, index) => { one.dataset.stop = index; return one; })
  .filter(one => one.type !== 'radio' || one.checked
     || !document.querySelector(`input[type=radio][name="${one.name}"]:checked`)
     && one === document.querySelector(`input[type=radio][name="${one.name}"]`)).map(one => one.dataset.stop)"""
HERE = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const label = one.labels?.[0] && getComputedStyle(one.nextElementSibling ?? one.labels[0]);
  const ringed = s => s && s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
  return {stop: one.dataset.stop, words: (one.innerText || one.name || one.id).slice(0, 40),
    ringed: ringed(style) || ringed(label), inside: box.bottom > 0 && box.top < innerHeight};
}"""


@pytest.mark.parametrize("place", [one for one in PLACES if one.keyboard], ids=lambda place: place.name)
async def test_tab_reaches_everything_in_order_with_a_ring_and_comes_out_again(
    looked_at: LookedAt, place: Place
) -> None:
    page = await window_at(looked_at, place, reduced_motion="reduce")
    await page.evaluate("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
    expected = await page.evaluate(STOPS)
    reached = []
    for _ in range(len(expected) + 40):
        await page.keyboard.press("Tab")
        here = await page.evaluate(HERE)
        if here["stop"] is None:
            break
        if here["stop"] in reached:
            continue
        reached.append(here["stop"])
        assert here["ringed"], f"no ring around {here['words']!r}"
        assert here["inside"], f"{here['words']!r} has the focus out of sight"
    assert reached == expected
    await page.context.close()


async def test_the_skip_link_leads_past_the_head(looked_at: LookedAt) -> None:
    opened, _ = looked_at
    for username, address in (("budi", "/desk"), ("", "/")):
        page = await (opened.as_officer(username) if username else opened.window())
        await page.goto(address)
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
        await expect(page.get_by_role("link", name="Langsung ke isi")).to_be_in_viewport()
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.querySelector('main').contains(document.activeElement)")


# --- what a screen reader hears, what a sensitive eye sees ------------------------------------------------------------


async def test_what_is_missing_stands_at_its_field(looked_at: LookedAt) -> None:
    opened, scene = looked_at
    budi = await opened.as_officer("budi")
    await opens(budi, scene.fresh)
    await budi.get_by_role("button", name="Kirim jawaban").click()
    field = budi.get_by_label("Temuan dan jawaban")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_have_accessible_description("Tulis temuan dan jawabannya K6.8")
    await expect(budi.locator("#belum")).to_be_focused()
    assert await complaints(budi, TAGS) == []
    await budi.get_by_role("link", name="Tulis temuan dan jawabannya").click()
    await expect(field).to_be_focused()


async def test_a_wrong_password_is_said_at_the_field(looked_at: LookedAt) -> None:
    page = await looked_at[0].window()
    await page.goto("/desk/sign-in")
    await page.get_by_label("Nama pengguna").fill("budi")
    await page.get_by_label("Kata sandi").fill("salah")
    await page.get_by_role("button", name="Masuk", exact=True).click()
    field = page.get_by_label("Kata sandi")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_be_focused()
    assert "tidak cocok" in await field.evaluate(
        "one => document.getElementById(one.getAttribute('aria-describedby')).innerText"
    )
    await expect(page.get_by_label("Nama pengguna")).to_have_value("budi")


async def test_nothing_moves_for_whoever_wants_less(looked_at: LookedAt) -> None:
    opened, scene = looked_at
    page = await opened.as_officer("budi", reduced_motion="reduce")
    for address in ("/desk", f"/desk/cases/{scene.fresh}"):
        await page.goto(address)
        moving = await page.evaluate("""() => [...document.querySelectorAll('*')].filter(one => {
            const style = getComputedStyle(one);
            return style.animationName !== 'none' || style.transitionDuration !== '0s'
                || style.scrollBehavior !== 'auto';
        }).map(one => one.tagName)""")
        assert moving == []


async def test_words_in_another_language_say_which(looked_at: LookedAt) -> None:
    opened, _ = looked_at
    budi = await opened.as_officer("budi")
    await opens(budi, await opened.number_of("We applied for the verified standard"))
    await expect(budi.locator("html")).to_have_attribute("lang", "id")
    await expect(budi.locator(".said.theirs .words").first).to_have_attribute("lang", "en")
    await budi.goto("/desk")
    await expect(budi.locator(".q-words", has_text="Ijin warung abdi")).to_have_attribute("lang", "su")
