"""A complaint box: one opening, two people, one set of minutes, fourteen letters, and an alarm when it stays shut."""

import re
from datetime import UTC, datetime

import pytest

from core.rules.roles import Role
from tests.core.procedures.officers import settle_tags
from tests.desk import Browser, DeskUnderTest
from tests.office import OfficeUnderTest
from tests.pages.test_answer import CaseAtDesk, examined
from tests.pages.test_paper import MATTER, PDF

LETTERS = 14


@pytest.fixture
async def budi(desk: DeskUnderTest) -> Browser:
    return await desk.as_officer("budi", Role.OFFICER)


async def form_of(browser: Browser) -> str:
    found = re.search(r'name="form" value="([0-9a-f]{32})"', (await browser.get("/desk/paper/box")).text)
    assert found
    return found[1]


def letters(how_many: int) -> dict[str, str]:
    """Of fourteen letters, the odd ones are signed."""
    fields: dict[str, str] = {}
    for place in range(1, how_many + 1):
        fields[f"r{place}.matter"] = f"Surat {place}: {MATTER}"
        fields[f"r{place}.name"] = "Siti Aminah" if place % 2 else ""
    return fields


def minutes(form: str, **fields: str) -> dict[str, str]:
    known = {"form": form, "box": "kantor", "opened_on": "2026-03-02", "opened_time": "09:00", "witness": "Dadang"}
    return {**known, "counted": str(LETTERS), **fields}


async def test_fourteen_letters_become_cases_received_when_the_box_was_opened(
    office: OfficeUnderTest, budi: Browser
) -> None:
    answer = await budi.post("/desk/paper/box", {**minutes(await form_of(budi)), **letters(LETTERS)})
    assert answer.status_code == 303, answer.text
    rows = await office.rows("SELECT received_at, legal_kind, channel FROM cases ORDER BY number")
    opened = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    assert [row[0] for row in rows] == [opened] * LETTERS
    assert [row[1] for row in rows] == ["complaint", "suggestion"] * (LETTERS // 2)
    assert {row[2] for row in rows} == {"box"}
    page = (await budi.get(answer.headers["location"])).text
    assert "Berita acara pembukaan kotak pengaduan" in page
    assert "Dadang" in page
    assert "Budi" in page
    assert len(set(re.findall(r"26-\d{5}-\d{2}", page))) == LETTERS
    assert "Siti" not in page


async def test_letters_typed_in_days_later_still_count_from_the_opening(office: OfficeUnderTest, budi: Browser) -> None:
    office.later(days=9)
    fields = minutes(await form_of(budi), counted="1")
    assert (await budi.post("/desk/paper/box", {**fields, **letters(1)})).status_code == 303
    assert str(await office.value("SELECT due_on FROM clocks WHERE rule = 'answer-due'")) == "2026-03-27"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        pytest.param({"witness": ""}, "Sebutkan orang kedua", id="one person alone"),
        pytest.param({"witness": " budi "}, "Sebutkan orang kedua", id="the same person twice"),
        pytest.param({"counted": "13"}, "13 dihitung, 14 diisi", id="a letter too many"),
        pytest.param({"box": ""}, "Pilih kotak mana", id="no box"),
        pytest.param({"opened_on": "2026-03-04"}, "Waktu buka belum terjadi", id="opened the day after tomorrow"),
        pytest.param({"r5.matter": "terima kasih"}, "Surat 5: Sistem membacanya sebagai ucapan", id="thanks in row 5"),
        pytest.param({"r7.matter": ""}, "Surat 7: Tulis apa yang dilaporkan", id="a name without words"),
    ],
)
async def test_one_fault_stops_the_whole_session_and_everything_stays_typed(
    office: OfficeUnderTest, budi: Browser, fields: dict[str, str], sentence: str
) -> None:
    sent = {**minutes(await form_of(budi)), **letters(LETTERS), **fields}
    answer = await budi.post("/desk/paper/box", sent)
    assert answer.status_code == 409
    assert sentence in answer.text
    assert f"Surat 14: {MATTER}" in answer.text
    assert await office.value("SELECT count(*) FROM cases") == 0
    assert f"Surat 14: {MATTER}" in (await budi.get(f"/desk/paper/box?form={sent['form']}")).text
    repaired = {**sent, **minutes(sent["form"]), **letters(LETTERS)}
    assert (await budi.post("/desk/paper/box", repaired)).status_code == 303


async def test_no_box_is_opened_before_its_last_opening(budi: Browser, office: OfficeUnderTest) -> None:
    fields = minutes(await form_of(budi), counted="0")
    assert (await budi.post("/desk/paper/box", fields)).status_code == 303
    earlier = minutes(await form_of(budi), counted="0", opened_time="08:00")
    answer = await budi.post("/desk/paper/box", earlier)
    assert answer.status_code == 409
    assert "Kotak ini sudah dibuka sesudah waktu itu: terakhir 2/3/2026" in answer.text


async def test_an_empty_box_has_its_minutes_too(budi: Browser) -> None:
    answer = await budi.post("/desk/paper/box", minutes(await form_of(budi), counted="0"))
    assert "Kotak kosong." in (await budi.get(answer.headers["location"])).text


async def test_a_session_sent_twice_is_one_session(office: OfficeUnderTest, budi: Browser) -> None:
    sent = {**minutes(await form_of(budi)), **letters(LETTERS)}
    first, second = await budi.post("/desk/paper/box", sent), await budi.post("/desk/paper/box", sent)
    assert first.headers["location"] == second.headers["location"]
    assert await office.value("SELECT count(*) FROM cases") == LETTERS


async def test_a_scan_belongs_to_its_letter(office: OfficeUnderTest, budi: Browser) -> None:
    sent = {**minutes(await form_of(budi), counted="2"), **letters(2)}
    scan = {"r2.scan": ("dua.pdf", PDF, "application/pdf")}
    assert (await budi.post("/desk/paper/box", sent, files=scan)).status_code == 303
    words = await office.value("SELECT messages.text FROM messages JOIN attachments ON message_id = messages.id")
    assert words.startswith("Surat 2")


async def test_more_rows_keep_what_is_typed(budi: Browser) -> None:
    page = await budi.post("/desk/paper/box", {**minutes(await form_of(budi)), **letters(LETTERS), "more": "yes"})
    assert page.status_code == 200
    assert f"Surat 14: {MATTER}" in page.text
    assert 'name="r28.matter"' in page.text


async def test_whoever_is_complained_about_finds_no_trace_in_the_minutes(
    office: OfficeUnderTest, desk: DeskUnderTest, budi: Browser
) -> None:
    answer = await budi.post("/desk/paper/box", {**minutes(await form_of(budi), counted="2"), **letters(2)})
    rina = await desk.as_officer("rina", Role.OFFICER)
    number = await office.value(
        """INSERT INTO complained_about (case_id, officer_id, author, at)
        SELECT min(id), :officer, 'aduan', now() FROM cases RETURNING (SELECT min(number) FROM cases)""",
        officer=rina.officer_id,
    )
    page = (await rina.get(answer.headers["location"])).text
    assert number not in page
    assert "ada 1 surat" in page


async def test_a_box_unopened_for_five_working_days_raises_an_alarm_that_ends_when_it_is_opened(
    office: OfficeUnderTest, budi: Browser
) -> None:
    await budi.post("/desk/paper/box", minutes(await form_of(budi), counted="0"))
    await budi.post("/desk/paper/box", minutes(await form_of(budi), counted="0", box="mpp"))
    up = "SELECT subject FROM alarms WHERE kind = 'box_unopened' AND ended_at IS NULL ORDER BY subject"
    office.at(datetime(2026, 3, 9, 10, 0, tzinfo=UTC))
    await office.clockwork()
    assert await office.rows(up) == []
    office.later(days=1)
    await office.clockwork()
    assert await office.rows(up) == [("Kotak pengaduan Mal Pelayanan Publik",), ("Kotak pengaduan kantor",)]
    assert "belum dibuka sejak" in (await budi.get("/desk/paper")).text
    await budi.post("/desk/paper/box", minutes(await form_of(budi), counted="0", opened_on="2026-03-10"))
    office.later(minutes=2)
    await office.clockwork()
    assert await office.rows(up) == [("Kotak pengaduan Mal Pelayanan Publik",)]


async def test_a_box_never_opened_counts_from_the_offices_first_day(
    office: OfficeUnderTest, desk: DeskUnderTest
) -> None:
    await office.rows(
        "INSERT INTO config_versions (version, files, valid_from) VALUES ('1', '{}', :now) RETURNING version",
        now=office.now,
    )
    office.later(days=8)
    await office.clockwork()
    assert await office.value("SELECT count(*) FROM alarms WHERE kind = 'box_unopened'") == 2


async def test_an_answer_without_an_address_hangs_on_the_board_by_number_with_nobody_in_it(
    office: OfficeUnderTest, desk: DeskUnderTest, budi: Browser
) -> None:
    sent = {**minutes(await form_of(budi), counted="1"), **letters(1), "r1.slip": "0042"}
    await budi.post("/desk/paper/box", sent)
    number = await office.value("SELECT number FROM cases")
    await settle_tags(office, number)
    case = CaseAtDesk(office, budi, number)
    await examined(case)
    words = "Yth. Siti Aminah, Pak Dadang di Jl. Veteran No. 12 sudah ditegur. Hubungi 0812-3456-789."
    assert await case.does("answer", answer__findings=words) == (303, "")
    page = await case.look()
    assert "Yth. [nama], Pak [nama] di [alamat] sudah ditegur. Hubungi [nomor]." in page
    assert await case.does("notice", notice__words=f"{words} Telepon kantor (0264) 8224794 ext.103.") == (303, "")
    board = (await desk.stranger().get("/pengumuman")).text
    assert number in board
    assert "slip 0042" in board
    assert "Kotak pengaduan kantor, dibuka Senin, 2 Maret 2026" in board
    for hidden in ("Siti", "Aminah", "Dadang", "Veteran No. 12", "0812"):
        assert hidden not in board
    assert "(0264) 8224794 ext.103" in board
    assert number in (await desk.stranger().get("/pengumuman", params={"nomor": "0042"})).text
    assert await case.does("report", report__text="Selesai.") == (303, "")
    assert await case.does("close") == (303, "")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        pytest.param(
            {"r1.phone": "0812 3456 789"}, "pelapor meninggalkan alamat atau nomor", id="there is a phone number"
        ),
        pytest.param({"r1.secret": "yes"}, "Laporan rahasia tidak diumumkan", id="the name is confidential"),
    ],
)
async def test_what_can_be_told_in_person_or_is_confidential_never_hangs_on_the_board(
    office: OfficeUnderTest, desk: DeskUnderTest, budi: Browser, fields: dict[str, str], sentence: str
) -> None:
    await budi.post("/desk/paper/box", {**minutes(await form_of(budi), counted="1"), **letters(1), **fields})
    number = await office.value("SELECT number FROM cases")
    await settle_tags(office, number)
    case = CaseAtDesk(office, budi, number)
    await examined(case)
    await case.does("answer", answer__findings="Sudah terbit.")
    assert "Umumkan jawaban" not in await case.look()
    status, page = await case.does("notice", notice__words="Sudah terbit.")
    assert status == 409
    assert sentence in page
    assert number not in (await desk.stranger().get("/pengumuman")).text


async def test_a_notice_taken_down_is_read_by_nobody(
    office: OfficeUnderTest, desk: DeskUnderTest, budi: Browser
) -> None:
    await budi.post("/desk/paper/box", {**minutes(await form_of(budi), counted="1"), **letters(1)})
    number = await office.value("SELECT number FROM cases")
    await settle_tags(office, number)
    case = CaseAtDesk(office, budi, number)
    await examined(case)
    await case.does("answer", answer__findings="Sudah terbit.")
    await case.does("notice", notice__words="Sudah terbit.")
    assert "Turunkan pengumuman" in await case.look()
    assert await case.does("notice/down") == (303, "")
    assert number not in (await desk.stranger().get("/pengumuman")).text
