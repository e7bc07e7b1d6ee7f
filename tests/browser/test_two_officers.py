"""Two officers at once never both answer, and neither loses a word."""

from playwright.async_api import expect

from tests.browser.at_the_desk import answers, opens
from tests.browser.open_office import OpenOffice
from tests.browser.scene import staged


async def test_the_second_gets_the_sentence_and_keeps_the_draft(open_office: OpenOffice) -> None:
    number = (await staged(open_office)).examined
    budi, siti = await open_office.as_officer("budi"), await open_office.as_officer("siti")
    await opens(budi, number)
    await opens(siti, number)
    await expect(siti.get_by_role("status").first).to_contain_text("Sedang dibuka juga oleh Budi Santoso")

    await answers(budi, "Jawaban dari Budi.")
    await expect(budi.locator(".talk")).to_contain_text("Jawaban dari Budi.")
    await answers(siti, "Jawaban dari Siti, panjang dan teliti.")
    await expect(siti.get_by_role("alert").first).to_contain_text("Rekan Anda baru saja mengubah laporan ini")
    await expect(siti.get_by_label("Temuan dan jawaban")).to_have_value("Jawaban dari Siti, panjang dan teliti.")
    query = "SELECT count(*) FROM answers JOIN cases ON cases.id = case_id WHERE number = :n"
    assert await open_office.office.value(query, n=number) == 1

    await siti.reload()
    await expect(siti.get_by_label("Temuan dan jawaban")).to_have_value("Jawaban dari Siti, panjang dan teliti.")


async def test_of_two_who_press_take_one_holds_it(open_office: OpenOffice) -> None:
    number = (await staged(open_office)).fresh
    budi, siti = await open_office.as_officer("budi"), await open_office.as_officer("siti")
    await opens(budi, number)
    await opens(siti, number)
    await budi.get_by_role("button", name="Ambil laporan ini").click()
    await expect(budi.locator(".case-head")).to_contain_text("dipegang Budi Santoso")
    await siti.get_by_role("button", name="Ambil laporan ini").click()
    await expect(siti.get_by_role("heading", level=1)).to_contain_text("baru saja berubah")
