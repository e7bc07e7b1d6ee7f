"""Quick triage: one case after the other, confirmed, changed or skipped; and who looks at a case now."""

import re

import pytest

from core.rules.roles import Role
from pages.officers.triage import marked
from tests.core.procedures.scene import CaseUnderTest
from tests.desk import Browser, DeskUnderTest
from tests.office import OfficeUnderTest

ASEP = "Saya Asep Saepudin. Loket tutup sebelum waktunya."


@pytest.fixture
async def budi(desk: DeskUnderTest) -> Browser:
    return await desk.as_officer("budi", Role.OFFICER)


async def unsure(office: OfficeUnderTest, *words: str) -> list[CaseUnderTest]:
    """A case for each of these messages, oldest first; of none is the sector sure."""
    cases = [await CaseUnderTest.of(office, said, handle=f"w{place}@warga.test") for place, said in enumerate(words)]
    await office.rows("UPDATE cases SET unsure = '{sector}', sector = 'umum', kind = 'complaint' RETURNING id")
    return cases


async def grouped(browser: Browser, case: CaseUnderTest, **tags: object) -> tuple[int, str]:
    chosen = {
        "tags.kind": "complaint",
        "tags.sector": "umum",
        **{f"tags.{name}": value for name, value in tags.items()},
    }
    answer = await browser.post(f"/desk/triage/{case.number}", {"version": await case.version(), **chosen})
    return answer.status_code, answer.headers.get("location", answer.text)


async def test_the_most_urgent_unsure_case_comes_first_with_its_words_and_the_guess(
    office: OfficeUnderTest, budi: Browser
) -> None:
    first, _ = await unsure(office, "Saya Siti Aminah. Izin hosting saya belum terbit.", ASEP)
    page = (await budi.get("/desk/triage")).text
    assert first.number in page
    assert "belum terbit" in page
    assert "belum yakin" in page
    assert "2 lagi" in page


async def test_confirmed_the_case_is_sure_and_the_next_appears(office: OfficeUnderTest, budi: Browser) -> None:
    first, second = await unsure(office, "Saya Siti Aminah. Izin hosting saya belum terbit.", ASEP)
    status, onward = await grouped(budi, first)
    assert (status, onward) == (303, f"/desk/triage?after={first.number}&done={first.number}")
    assert await first.row("unsure") == []
    page = (await budi.get(onward)).text
    assert second.number in page
    assert f"{first.number} sudah digolongkan" in page
    assert "1 lagi" in page


async def test_changed_it_is_kept_as_the_officer_says(office: OfficeUnderTest, budi: Browser) -> None:
    (case,) = await unsure(office, ASEP)
    assert (await grouped(budi, case, sector="perdagangan", components=["waktu", "pengawasan"]))[0] == 303
    assert await case.row("sector") == "perdagangan"
    assert await case.row("components") == ["waktu", "pengawasan"]
    author = await case.of_case("SELECT author FROM tags WHERE case_id = :id ORDER BY id DESC")
    assert author == f"officer:{budi.officer_id}"


async def test_skipped_it_stays_for_later(office: OfficeUnderTest, budi: Browser) -> None:
    first, second = await unsure(office, "Saya Siti Aminah. Izin hosting saya belum terbit.", ASEP)
    assert second.number in (await budi.get(f"/desk/triage?after={first.number}")).text
    end = (await budi.get(f"/desk/triage?after={second.number}")).text
    assert "Sampai di ujung. 2" in end


async def test_what_is_in_no_list_is_refused_and_what_was_chosen_stays(office: OfficeUnderTest, budi: Browser) -> None:
    (case,) = await unsure(office, ASEP)
    status, page = await grouped(budi, case, sector="", components="waktu")
    assert status == 409
    assert "Pastikan golongan: bidang" in page
    assert re.search(r'value="waktu" checked', page)


async def test_the_slower_of_two_keeps_the_choice(office: OfficeUnderTest, desk: DeskUnderTest, budi: Browser) -> None:
    (case,) = await unsure(office, ASEP)
    rina, seen = await desk.as_officer("rina", Role.OFFICER), await case.version()
    await grouped(budi, case)
    late = await rina.post(
        f"/desk/triage/{case.number}",
        {"version": seen, "tags.kind": "complaint", "tags.sector": "perdagangan", "tags.components": "biaya"},
    )
    assert late.status_code == 409
    assert "Seorang rekan baru saja mengubah" in late.text
    assert re.search(r'value="perdagangan" selected', late.text)
    assert await case.row("sector") == "umum"


async def test_two_officers_are_not_shown_the_same_case(
    office: OfficeUnderTest, desk: DeskUnderTest, budi: Browser
) -> None:
    first, second = await unsure(office, "Saya Siti Aminah. Izin hosting saya belum terbit.", ASEP)
    rina = await desk.as_officer("rina", Role.OFFICER)
    assert first.number in (await budi.get("/desk/triage")).text
    assert second.number in (await rina.get("/desk/triage")).text
    office.later(seconds=61)
    assert first.number in (await rina.get("/desk/triage")).text


async def test_a_hidden_name_is_hidden_here_too_and_the_look_is_logged(office: OfficeUnderTest, budi: Browser) -> None:
    await unsure(office, "Saya Siti Aminah. Izin hosting saya belum terbit.")
    await office.rows("UPDATE reporters SET identity = 'confidential', name = 'Siti Aminah' RETURNING 1")
    page = (await budi.get("/desk/triage")).text
    assert "Aminah" not in page
    assert "belum terbit" in page
    assert await office.value("SELECT reason FROM looks") == "menggolongkan laporan"


async def test_whoever_is_complained_about_is_not_shown_the_case(office: OfficeUnderTest, budi: Browser) -> None:
    (case,) = await unsure(office, ASEP)
    query = "INSERT INTO complained_about (case_id, officer_id, author, at) VALUES (:id, :who, 'x', now()) RETURNING 1"
    await office.rows(query, id=await case.row("id"), who=budi.officer_id)
    for address in ("/desk/triage", f"/desk/triage?at={case.number}"):
        page = (await budi.get(address)).text
        assert "Loket" not in page
        assert "Tidak ada laporan yang golongannya belum yakin" in page
    assert (await grouped(budi, case))[1] == "/desk/triage"
    assert await case.row("unsure") == ["sector"]


def test_evidence_is_marked_in_the_words_and_nowhere_inside_a_word() -> None:
    assert marked("Izin blm jadi2, perizinan", ["izin", "blm jadi2"]) == [
        ("Izin", True), (" ", False), ("blm jadi2", True), (", perizinan", False),
    ]  # fmt: skip
    assert marked("tanpa bukti", []) == [("tanpa bukti", False)]


# --- who looks at a case now ------------------------------------------------------------------------------------------


async def test_who_looks_at_a_case_stands_in_its_row_and_on_its_page(
    office: OfficeUnderTest, desk: DeskUnderTest, budi: Browser
) -> None:
    case, rina = await CaseUnderTest.of(office), await desk.as_officer("rina", Role.OFFICER)
    await rina.get(f"/desk/cases/{case.number}")
    assert "dibuka Rina" in (await budi.get("/desk")).text
    assert "dibuka Rina" not in (await rina.get("/desk")).text
    assert "Sedang dibuka juga oleh Rina." in (await budi.get(f"/desk/cases/{case.number}")).text
    assert (await budi.get("/desk/news")).json()["present"] == {case.number: ["Rina"]}


async def test_after_a_minute_without_a_sign_of_life_nobody_is_there(
    office: OfficeUnderTest, desk: DeskUnderTest, budi: Browser
) -> None:
    case, rina = await CaseUnderTest.of(office), await desk.as_officer("rina", Role.OFFICER)
    place = f"/desk/cases/{case.number}/here"
    assert (await rina.post(place)).json() == {"present": []}
    office.later(seconds=50)
    await rina.post(place)
    office.later(seconds=50)
    assert (await budi.post(place)).json() == {"present": ["Rina"]}
    office.later(seconds=61)
    assert (await budi.post(place)).json() == {"present": []}
    assert await office.value("SELECT count(*) FROM presences") == 1


async def test_who_leaves_the_page_is_gone_at_once(office: OfficeUnderTest, desk: DeskUnderTest, budi: Browser) -> None:
    case, rina = await CaseUnderTest.of(office), await desk.as_officer("rina", Role.OFFICER)
    place = f"/desk/cases/{case.number}/here"
    await rina.post(place)
    await rina.post(place, gone="1")
    assert (await budi.post(place)).json() == {"present": []}


async def test_presence_gives_no_hint_of_a_case_one_may_not_see(
    office: OfficeUnderTest, desk: DeskUnderTest, budi: Browser
) -> None:
    case, rina = await CaseUnderTest.of(office), await desk.as_officer("rina", Role.OFFICER)
    query = "INSERT INTO complained_about (case_id, officer_id, author, at) VALUES (:id, :who, 'x', now()) RETURNING 1"
    await office.rows(query, id=await case.row("id"), who=budi.officer_id)
    await rina.get(f"/desk/cases/{case.number}")
    assert (await budi.get("/desk/news")).json()["present"] == {}
    assert (await budi.post(f"/desk/cases/{case.number}/here")).status_code == 404


async def test_keys_switched_off_are_off_on_every_page(office: OfficeUnderTest, budi: Browser) -> None:
    case = await CaseUnderTest.of(office)
    await budi.post("/desk/preferences", keys="off")
    for address in ("/desk", "/desk/triage", f"/desk/cases/{case.number}"):
        assert 'data-keys="off"' in (await budi.get(address)).text
