"""What an officer has typed survives the end of a session, a server that restarts, and a colleague's change."""

from playwright.async_api import expect

from tests.browser.at_the_desk import answers, opens, passes_the_door, signs_in
from tests.browser.open_office import OpenOffice
from tests.browser.scene import staged

LONG = (
    "Sertifikat standar Anda sudah kami terbitkan hari ini.\n\nSilakan unduh di OSS; bila ada kendala, balas surat ini."
)


async def test_a_session_that_ended_costs_nothing_typed(open_office: OpenOffice) -> None:
    number = (await staged(open_office)).examined
    budi = await signs_in(open_office, "budi")
    await opens(budi, number)
    open_office.office.later(hours=3)
    await answers(budi, LONG)
    await expect(budi.get_by_text("Yang Anda ketik masih ada")).to_be_visible()
    await passes_the_door(budi, "budi")
    await expect(budi.get_by_role("heading", level=1)).to_have_text("Yang Anda ketik masih ada")
    await expect(budi.get_by_role("textbox", name="Tulisan")).to_have_value(LONG)
    await budi.get_by_role("button", name="Kirim lagi").click()
    await expect(budi.locator(".talk")).to_contain_text("Silakan unduh di OSS")


async def test_a_server_that_restarts_while_one_types_costs_nothing(open_office: OpenOffice) -> None:
    number = (await staged(open_office)).examined
    budi = await open_office.as_officer("budi")
    await opens(budi, number)
    field = budi.get_by_label("Temuan dan jawaban")
    async with budi.expect_response("**/draft"):
        await field.press_sequentially("Sebelum mati listrik.")
    await open_office.closes()
    await field.press_sequentially(" Selama mati listrik.")
    await budi.get_by_role("button", name="Kirim jawaban").click()
    await expect(budi.locator(".talk")).to_have_count(0)  # the browser's own page: nobody answers
    await open_office.opens()
    await budi.go_back()
    await expect(field).to_have_value("Sebelum mati listrik. Selama mati listrik.")

    elsewhere = await open_office.as_officer("budi")
    await opens(elsewhere, number)
    await expect(elsewhere.get_by_label("Temuan dan jawaban")).to_have_value("Sebelum mati listrik.")


async def test_a_draft_not_kept_while_the_server_was_away_is_kept_when_it_is_back(open_office: OpenOffice) -> None:
    number = (await staged(open_office)).examined
    budi = await open_office.as_officer("budi")
    await opens(budi, number)
    field = budi.get_by_label("Temuan dan jawaban")
    await open_office.closes()
    async with budi.expect_event("requestfailed"):
        await field.press_sequentially("Ditulis saat peladen mati,")
    await open_office.opens()
    async with budi.expect_response("**/draft"):
        await field.press_sequentially(" lanjut saat hidup.")
    await budi.reload()
    await expect(field).to_have_value("Ditulis saat peladen mati, lanjut saat hidup.")


async def test_an_officer_who_is_let_go_while_signed_in_is_out_at_once(open_office: OpenOffice) -> None:
    scene = await staged(open_office)
    siti = await open_office.as_officer("siti")
    await opens(siti, scene.examined)
    await siti.get_by_role("button", name="Ambil laporan ini").click()
    await expect(siti.locator(".case-head")).to_contain_text("dipegang Siti Rahma")

    admin = await open_office.as_officer("admin")
    await admin.goto("/desk/people")
    row = admin.get_by_role("row", name="Siti Rahma")
    await row.get_by_role("button", name="Nonaktifkan").click()
    await expect(admin.locator(".people .gone")).to_contain_text("Siti Rahma")

    await answers(siti, "Jawaban yang tidak boleh keluar lagi.")
    await expect(siti.get_by_role("heading", level=1)).to_have_text("Masuk ke meja pengaduan")
    await passes_the_door(siti, "siti")
    await expect(siti.get_by_role("alert")).to_contain_text("tidak cocok")
    await siti.goto("/desk")
    await expect(siti.get_by_role("heading", level=1)).to_have_text("Masuk ke meja pengaduan")
    holder = await open_office.office.value("SELECT holder_id FROM cases WHERE number = :n", n=scene.examined)
    assert holder is None, "a case of somebody who is gone lies in the queue again"
