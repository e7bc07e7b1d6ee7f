"""A citizen looks a case up: with number and code, and with nothing less; no word of who handles it."""

import re
from datetime import timedelta

import httpx
import pytest

from aduan.by_hand import by_hand
from core.procedures.track import MOST_FOR_NUMBER, MOST_FROM_ADDRESS
from core.rules.roles import Role
from pages.officers.receipt import square
from tests.core.procedures.officers import complained, settle_tags
from tests.desk import ADDRESS, Browser, DeskUnderTest
from tests.office import OfficeUnderTest
from tests.pages.test_answer import CaseAtDesk, examined


@pytest.fixture
async def number(office: OfficeUnderTest) -> str:
    return await complained(office)


class Citizen:
    """Somebody at home, at an address of their own."""

    def __init__(self, desk: DeskUnderTest, address: str = "10.0.0.1") -> None:
        transport = httpx.ASGITransport(desk.app, client=(address, 1234))
        self.browser = Browser(transport=transport, base_url=ADDRESS)
        self.codes = desk.office.parts.tokens

    async def looks(self, number: str, code: str | None = None) -> httpx.Response:
        return await self.browser.post("/lacak", number=number, code=self.codes.code(number) if code is None else code)


async def test_number_and_code_show_state_steps_and_the_last_day(desk: DeskUnderTest, number: str) -> None:
    answer = await Citizen(desk).looks(number)
    assert answer.status_code == 200
    for words in ("Sedang ditangani", "Jumat, 27 Maret 2026", "Diterima", "Diperiksa petugas", "paling lambat"):
        assert words in answer.text


async def test_a_code_may_be_written_as_people_write(desk: DeskUnderTest, number: str) -> None:
    code = desk.office.parts.tokens.code(number).lower().replace("-", " ")
    assert (await Citizen(desk).looks(number.replace("-", " "), f" {code} ")).status_code == 200


async def test_a_wrong_code_and_a_number_that_is_not_there_cannot_be_told_apart(
    desk: DeskUnderTest, number: str
) -> None:
    citizen = Citizen(desk)
    wrong = await citizen.looks(number, "0000-0000-0000")
    missing = await citizen.looks("26-00077-22" if number != "26-00077-22" else "26-00078-19", "0000-0000-0000")
    assert (wrong.status_code, missing.status_code) == (404, 404)
    plain = [re.sub(r"26-\d{5}-\d{2}", "N", answer.text) for answer in (wrong, missing)]
    assert plain[0] == plain[1]
    assert wrong.headers == missing.headers


async def test_the_code_of_another_case_opens_nothing(
    desk: DeskUnderTest, office: OfficeUnderTest, number: str
) -> None:
    other = desk.office.parts.tokens.code("26-00002-56")
    assert (await Citizen(desk).looks(number, other)).status_code == 404


async def test_nobody_handling_the_case_is_named_nor_what_they_write_to_each_other(
    office: OfficeUnderTest, desk: DeskUnderTest, number: str
) -> None:
    await settle_tags(office, number)
    case = CaseAtDesk(office, await desk.as_officer("budi", Role.OFFICER), number)
    await case.does("take")
    await case.does("notes", text="Catatan dalam.", **{"note.text": "Catatan dalam."})
    await examined(case)
    await case.does("answer", answer__findings="Yth. Siti Aminah, Budi sudah menerbitkan sertifikat Anda.")
    page = (await Citizen(desk).looks(number)).text
    assert "sudah menerbitkan sertifikat Anda" in page
    for hidden in ("Siti", "Budi", "budi", "Catatan dalam", "Verifikator lupa", "siti@warga.test"):
        assert hidden not in page


async def test_an_answer_read_here_is_proof_that_it_arrived(
    office: OfficeUnderTest, desk: DeskUnderTest, number: str
) -> None:
    await settle_tags(office, number)
    case = CaseAtDesk(office, await desk.as_officer("budi", Role.OFFICER), number)
    await examined(case)
    await case.does("answer", answer__findings="Sudah terbit.")
    await case.does("report", report__text="Selesai.")
    assert (await case.does("close"))[0] == 409
    await Citizen(desk).looks(number)
    assert "sampai pada pelapor" in await case.look()
    assert await case.does("close") == (303, "")
    assert "Selesai" in (await Citizen(desk).looks(number)).text


async def test_of_a_confidential_case_the_state_is_shown_and_nothing_else(
    office: OfficeUnderTest, desk: DeskUnderTest, number: str
) -> None:
    await settle_tags(office, number)
    case = CaseAtDesk(office, await desk.as_officer("budi", Role.OFFICER), number)
    await examined(case)
    await case.does("answer", answer__findings="Sertifikat sudah terbit.")
    await office.rows("UPDATE reporters SET identity = 'confidential' RETURNING case_id")
    page = (await Citizen(desk).looks(number)).text
    assert "Sudah dijawab" in page
    for hidden in ("Sertifikat sudah terbit", "2 Maret", "27 Maret", "Diterima", "Perjalanan"):
        assert hidden not in page
    assert await office.value("SELECT count(*) FROM answers WHERE opened_at IS NOT NULL") == 0


async def test_guessing_from_one_address_ends_with_a_sentence_and_goes_on_a_quarter_of_an_hour_later(
    office: OfficeUnderTest, desk: DeskUnderTest, number: str
) -> None:
    guesser = Citizen(desk)
    codes = [f"0000-0000-{guess:04}" for guess in range(MOST_FROM_ADDRESS)]
    assert [(await guesser.looks(number, code)).status_code for code in codes] == [404] * MOST_FROM_ADDRESS
    stopped = await guesser.looks(number)
    assert stopped.status_code == 429
    assert "seperempat jam lagi" in stopped.text
    assert (await Citizen(desk, "10.0.0.2").looks(number)).status_code == 200
    office.later(minutes=16)
    assert (await guesser.looks(number)).status_code == 200


async def test_guessing_one_number_from_everywhere_ends_too(
    office: OfficeUnderTest, desk: DeskUnderTest, number: str
) -> None:
    for guess in range(MOST_FOR_NUMBER):
        assert (await Citizen(desk, f"10.1.0.{guess}").looks(number, f"{guess:012}")).status_code == 404
    assert (await Citizen(desk, "10.2.0.1").looks(number)).status_code == 429
    assert (await Citizen(desk, "10.2.0.1").looks("26-00077-22", "x")).status_code == 404


async def test_whoever_knows_the_code_may_look_as_often_as_they_like(desk: DeskUnderTest, number: str) -> None:
    citizen = Citizen(desk)
    assert {(await citizen.looks(number)).status_code for _ in range(MOST_FROM_ADDRESS + 5)} == {200}


async def test_wrong_guesses_name_neither_address_nor_number_and_are_soon_forgotten(
    office: OfficeUnderTest, desk: DeskUnderTest, number: str
) -> None:
    await Citizen(desk).looks(number, "salah")
    kept = str(await office.rows("SELECT * FROM tracking_tries"))
    assert "10.0.0.1" not in kept
    assert number not in kept
    office.at(office.now + timedelta(minutes=16))
    await office.clockwork()
    assert await office.value("SELECT count(*) FROM tracking_tries") == 0


async def test_the_page_is_not_indexed_not_kept_and_tells_no_other_site_where_one_came_from(
    desk: DeskUnderTest, number: str
) -> None:
    citizen = Citizen(desk)
    for answer in (await citizen.browser.get("/lacak"), await citizen.looks(number), await citizen.looks(number, "x")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "noindex" in answer.headers["x-robots-tag"]
        assert 'name="robots" content="noindex' in answer.text
    shown = await citizen.looks(number)
    assert desk.office.parts.tokens.code(number) not in shown.text


async def test_the_square_on_a_receipt_carries_the_code_where_no_server_sees_it(
    office: OfficeUnderTest, desk: DeskUnderTest, number: str
) -> None:
    code = office.parts.tokens.code(number)
    address = by_hand(office.parts).tracking_link(number, code)
    assert address == f"{office.parts.settings.public_url}/lacak#{number}.{code}"
    budi = await desk.as_officer("budi", Role.OFFICER)
    page = (await budi.get(f"/desk/cases/{number}/receipt")).text
    assert square(address) in page
    assert f"?{code}" not in page
