"""Whoever is complained about cannot find, count, guess or reach the case; a hidden name shows to the holder alone."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.at_the_desk import opens, takes
from tests.browser.open_office import OpenOffice
from tests.browser.scene import BRIBE, HUNTED, Scene, staged

NOBODYS_NUMBER = "26-00999-66"
WORDS = "calo parkiran satpam"


async def names(opened: OpenOffice, number: str, accused: str) -> None:
    """Rini writes down who is complained about."""
    rini = await opened.as_officer("rini")
    await opens(rini, number)
    await rini.get_by_text("Catat siapa yang diadukan").click()
    await rini.get_by_label("Petugas yang diadukan").select_option(label=accused)
    await rini.get_by_role("button", name="Catat yang diadukan").click()
    await expect(rini.locator("#orang")).to_contain_text(accused)


async def lanes(page: Page) -> dict[str, int]:
    said = await page.locator(".lanes a").all_inner_texts()
    return {name: int(count) for name, count in (re.fullmatch(r"(\D+?)\s*(\d+)", one).groups() for one in said)}  # type: ignore[union-attr]


async def listed_in(page: Page, words: str) -> list[str]:
    await page.goto(f"/desk?q={words.replace(' ', '+')}")
    return await page.locator("[data-row]").evaluate_all("rows => rows.map(row => row.dataset.row)")


async def plain(page: Page, number: str) -> str:
    """What the page says, whatever number it was asked about."""
    return (await page.locator("main").inner_text()).replace(number, "NOMOR")


async def test_the_accused_finds_counts_and_reaches_nothing(open_office: OpenOffice) -> None:
    number = await open_office.number_of(HUNTED)
    siti = await open_office.as_officer("siti")
    await siti.goto("/desk")
    before, found_before = await lanes(siti), await listed_in(siti, WORDS)
    assert number in found_before
    await opens(siti, number)

    await names(open_office, number, "Siti Rahma")

    await siti.reload()
    assert number not in (await siti.content()).replace(f"/desk/cases/{number}", "").replace(f"nomor {number}", "")
    await expect(siti.get_by_role("heading", level=1)).to_have_text("Laporan tidak ditemukan")
    assert number not in await listed_in(siti, WORDS)
    assert number not in await listed_in(siti, number)
    await siti.goto("/desk")
    after = await lanes(siti)
    assert sum(before.values()) - sum(after.values()) == 1
    for lane in await siti.locator(".lanes a").evaluate_all("links => links.map(link => link.href)"):
        await siti.goto(lane)
        assert number not in await siti.content()
        shown = await siti.locator("[data-row]").count()
        counted = await siti.locator(".lanes a[aria-current] span").inner_text()
        assert shown == int(counted), f"{lane} counts {counted} and shows {shown}"


async def test_what_is_hidden_answers_like_what_is_not_there(open_office: OpenOffice) -> None:
    scene = await staged(open_office)
    number = await open_office.number_of(BRIBE)
    await names(open_office, number, "Siti Rahma")
    siti = await open_office.as_officer("siti")
    pages = []
    for asked in (number, NOBODYS_NUMBER):
        said = [await siti.goto(f"/desk/cases/{asked}"), await plain(siti, asked)]
        await siti.goto(f"/desk?q={asked}")
        said.append(await plain(siti, asked))
        await opens(siti, scene.examined)
        await siti.get_by_text("Tandai perkara yang sama").click()
        await siti.get_by_label("Nomor laporan lain").last.fill(asked)
        await siti.get_by_role("button", name="Tandai sama").click()
        said.append((await siti.get_by_role("alert").inner_text()).replace(asked, "NOMOR"))
        pages.append([getattr(one, "status", one) for one in said])
    hidden, absent = pages
    assert hidden == absent


async def test_similar_cases_links_and_history_do_not_lead_the_accused_there(open_office: OpenOffice) -> None:
    scene = await staged(open_office)
    number, other = scene.approval, scene.examined
    rini = await open_office.as_officer("rini")
    await opens(rini, other)
    await rini.get_by_text("Tandai perkara yang sama").click()
    await rini.locator("#matters-other").fill(number)
    await rini.get_by_role("button", name="Tandai sama").click()
    await expect(rini.locator("#perkara")).to_contain_text(number)

    siti = await open_office.as_officer("siti")
    await opens(siti, other)
    assert number in await siti.content()
    await names(open_office, number, "Siti Rahma")
    await siti.reload()
    assert number not in await siti.content()


@pytest.mark.long
async def test_no_link_at_the_desk_leads_the_accused_to_it(open_office: OpenOffice) -> None:
    """Every page that can be reached from the queue, one link after the other."""
    scene = await staged(open_office)
    await names(open_office, scene.approval, "Siti Rahma")
    siti = await open_office.as_officer("siti")
    waiting, seen = ["/desk"], {"/desk"}
    while waiting:
        address = waiting.pop()
        answer = await siti.request.get(address)
        if "html" not in answer.headers["content-type"]:
            continue
        page = await answer.text()
        assert scene.approval not in page, f"the number stands on {address}"
        links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/desk[^"#]*)', page)}
        waiting += sorted(links - seen)
        seen |= links
    assert len(seen) > 40


@pytest.mark.long
async def test_nobody_hands_the_case_to_the_accused(open_office: OpenOffice) -> None:
    number = await open_office.number_of(HUNTED)
    await names(open_office, number, "Siti Rahma")
    siti = await open_office.as_officer("siti")
    await siti.goto("/desk")
    await open_office.office.rows(
        "UPDATE cases SET holder_id = (SELECT id FROM officers WHERE username = 'budi')"
        " WHERE number <> :n AND id % 12 <> 0 RETURNING id",
        n=number,
    )
    await siti.reload()
    for _ in range(1 + await siti.locator("[data-row]").count()):
        await siti.get_by_role("button", name="Ambil berikutnya").click()
        if await siti.get_by_text("Semua pengaduan sudah ada yang memegang.").count():
            break
        await expect(siti.get_by_role("heading", level=1)).not_to_contain_text(number)
        await siti.goto("/desk")
    else:
        pytest.fail("the queue never ran dry")
    held = await open_office.office.value("SELECT holder_id FROM cases WHERE number = :n", n=number)
    assert held is None


# --- a hidden name ----------------------------------------------------------------------------------------------------

SECRETS = ("hendra.g@warga.test", "Hendra Gunawan")


async def test_a_hidden_name_is_nowhere_for_others(looked_at: tuple[OpenOffice, Scene]) -> None:
    opened, scene = looked_at
    for username in ("siti", "rini", "kepala", "inspektorat"):
        page = await opened.as_officer(username)
        for address in (f"/desk/cases/{scene.hidden}", "/desk", "/desk?q=reklame", "/desk?q=Hendra"):
            content = await (await page.request.get(address)).text()
            for secret in SECRETS:
                assert secret not in content, f"{username} reads it on {address}"
        assert scene.hidden not in await listed_in(page, "Hendra")


async def test_the_holder_reads_the_name_and_whoever_comes_after_does_not(open_office: OpenOffice) -> None:
    number = await open_office.number_of(BRIBE)
    budi = await open_office.as_officer("budi")
    await opens(budi, number)
    await expect(budi.locator("#orang")).to_contain_text("dirahasiakan")
    await takes(budi, "Budi Santoso")
    await expect(budi.locator("#orang")).to_contain_text("Hendra Gunawan")
    siti = await open_office.as_officer("siti")
    await opens(siti, number)
    await expect(siti.locator("#orang")).not_to_contain_text("Hendra")


async def test_a_leader_reads_the_name_with_a_reason_that_is_on_record(open_office: OpenOffice) -> None:
    number = await open_office.number_of(BRIBE)
    kepala = await open_office.as_officer("kepala")
    await opens(kepala, number)
    await kepala.get_by_text("Buka identitas dengan alasan").click()
    await kepala.get_by_label("Alasan (tercatat").fill("Menilai apakah pelapor perlu dilindungi.")
    await kepala.get_by_role("button", name="Buka identitas").click()
    await expect(kepala.locator("#orang")).to_contain_text("Hendra Gunawan")
    reasons = await open_office.office.rows("SELECT reason FROM identity_reads")
    assert reasons == [("Menilai apakah pelapor perlu dilindungi.",)]
