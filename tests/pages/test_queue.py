"""The queue as a page: lanes, filters in the address, search, news behind a link, take and return."""

import pytest

from core.rules.roles import Role
from pages.officers.clocks import Tone, days_left_words, tone_of
from tests.core.procedures.scene import CaseUnderTest
from tests.desk import Browser, DeskUnderTest
from tests.office import OfficeUnderTest
from tests.search_index import index_all


@pytest.fixture
async def budi(desk: DeskUnderTest) -> Browser:
    return await desk.as_officer("budi", Role.OFFICER)


@pytest.fixture
async def case(office: OfficeUnderTest) -> CaseUnderTest:
    return await CaseUnderTest.of(office)


async def complained_about(office: OfficeUnderTest, case: CaseUnderTest, officer_id: int) -> None:
    query = (
        "INSERT INTO complained_about (case_id, officer_id, author, at) VALUES (:case, :who, 'x', now()) RETURNING 1"
    )
    await office.rows(query, case=await case.row("id"), who=officer_id)


async def test_a_row_says_how_long_is_left_and_what_to_do_next(budi: Browser, case: CaseUnderTest) -> None:
    page = (await budi.get("/desk")).text
    assert case.number in page
    assert "14 hari kerja lagi" in page
    assert "Izin hosting saya belum terbit" in page
    assert "Antrian <span>1</span>" in page
    assert "ambil</button>" in page


async def test_a_subject_does_not_run_into_the_words_under_it(office: OfficeUnderTest, budi: Browser) -> None:
    await office.citizen().says("Izin hosting saya belum terbit, sudah 3 minggu. Siti Aminah", subject="Izin lambat")
    assert "Izin lambat · Izin hosting saya belum terbit" in (await budi.get("/desk")).text


async def test_an_empty_lane_says_what_to_do(budi: Browser) -> None:
    assert "Anda belum memegang pengaduan" in (await budi.get("/desk?lane=mine")).text


async def test_filters_stand_in_the_address_with_their_counts(budi: Browser, case: CaseUnderTest) -> None:
    assert case.number in (await budi.get("/desk?channel=email")).text
    narrowed = (await budi.get("/desk?channel=sms")).text
    assert case.number not in narrowed
    assert "Tidak ada yang cocok dengan saringan ini" in narrowed
    assert "belum ada (1)" in narrowed


async def test_what_is_sought_can_be_narrowed_by_everything_and_nothing_is_counted(
    office: OfficeUnderTest, budi: Browser, case: CaseUnderTest
) -> None:
    await index_all(office)
    page = (await budi.get("/desk?q=hosting")).text
    assert ">SMS</option>" in page
    assert "belum ada (1)" not in page
    assert case.number not in (await budi.get("/desk?q=hosting&channel=sms")).text
    assert case.number in (await budi.get("/desk?q=hosting&channel=email")).text


async def test_nonsense_in_the_address_is_as_if_it_were_not_there(budi: Browser, case: CaseUnderTest) -> None:
    page = await budi.get("/desk?lane=xyz&clock=%27&page=-5&holder=abc&state=")
    assert page.status_code == 200
    assert case.number in page.text


@pytest.mark.parametrize("written", ["{}", " {} "])
async def test_a_case_number_goes_straight_to_the_case(budi: Browser, case: CaseUnderTest, written: str) -> None:
    answer = await budi.get("/desk", params={"q": written.format(case.number)})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/desk/cases/{case.number}"


async def test_words_are_found_with_typing_errors_and_in_every_lane(
    office: OfficeUnderTest, budi: Browser, case: CaseUnderTest
) -> None:
    await index_all(office)
    await office.rows("UPDATE cases SET state = 'closed' RETURNING id")
    page = (await budi.get("/desk?q=hostng")).text
    assert case.number in page
    assert "Hasil cari" in page


async def test_a_part_of_the_number_is_enough(office: OfficeUnderTest, budi: Browser, case: CaseUnderTest) -> None:
    await index_all(office)
    assert case.number in (await budi.get(f"/desk?q={case.number[:8]}")).text
    assert case.number in (await budi.get("/desk?q=1")).text


async def test_whoever_is_complained_about_gets_no_hint_even_by_the_number(
    office: OfficeUnderTest, budi: Browser, case: CaseUnderTest
) -> None:
    await complained_about(office, case, budi.officer_id)
    await index_all(office)
    page = await budi.get("/desk", params={"q": case.number})
    assert page.status_code == 200
    assert "Tidak ada yang cocok" in page.text
    assert (await budi.post(f"/desk/cases/{case.number}/take", version=1)).status_code == 404


async def test_the_reporters_name_is_hidden_from_all_but_the_holder(
    office: OfficeUnderTest, budi: Browser, case: CaseUnderTest
) -> None:
    await office.rows("UPDATE reporters SET identity = 'confidential', name = 'Siti Aminah' RETURNING case_id")
    page = (await budi.get("/desk")).text
    assert "rahasia" in page
    assert "Aminah" not in page
    await budi.post(f"/desk/cases/{case.number}/take", version=await case.version())
    assert "Aminah" in (await budi.get("/desk")).text


async def test_news_wait_behind_a_link_and_nothing_new_is_nothing_sent(
    office: OfficeUnderTest, budi: Browser, case: CaseUnderTest
) -> None:
    page = (await budi.get("/desk")).text
    since = int(page.partition('data-since="')[2].partition('"')[0])
    first = await budi.get(f"/desk/news?since={since}")
    assert first.json()["new"] == 0
    again = {"if-none-match": first.headers["etag"]}
    assert (await budi.get(f"/desk/news?since={since}", headers=again)).status_code == 304
    await CaseUnderTest.of(office, "Saya Asep. Loket tutup sebelum waktunya.", handle="asep@warga.test")
    assert (await budi.get(f"/desk/news?since={since}", headers=again)).json()["new"] == 1


async def test_the_next_case_opens_in_the_hand_of_who_asked(budi: Browser, case: CaseUnderTest) -> None:
    answer = await budi.post("/desk/next")
    assert answer.headers["location"] == f"/desk/cases/{case.number}"
    assert await case.row("holder_id") == budi.officer_id
    nobody = await budi.post("/desk/next")
    assert "sudah ada yang memegang" in (await budi.get(nobody.headers["location"])).text


async def test_the_slower_of_two_reads_a_sentence(desk: DeskUnderTest, budi: Browser, case: CaseUnderTest) -> None:
    rina = await desk.as_officer("rina", Role.OFFICER)
    seen = await case.version()
    assert (await budi.post(f"/desk/cases/{case.number}/take", version=seen)).status_code == 303
    slower = await rina.post(f"/desk/cases/{case.number}/take", version=seen)
    assert slower.status_code == 409
    assert "lebih dulu" in slower.text


async def test_giving_and_returning_lead_back(desk: DeskUnderTest, budi: Browser, case: CaseUnderTest) -> None:
    rina = await desk.officer("rina", Role.OFFICER)
    await budi.post("/desk/next")
    place = f"/desk/cases/{case.number}"
    given = await budi.post(f"{place}/give", version=await case.version(), colleague=rina, back="//evil.test")
    assert (given.status_code, given.headers["location"]) == (303, place)
    refused = await budi.post(f"{place}/return", version=await case.version())
    assert refused.status_code == 409
    assert "dipegang orang lain" in refused.text


@pytest.mark.parametrize("role", [Role.INSPECTORATE, Role.APIP, Role.TECHNICAL_TEAM])
async def test_who_only_reads_takes_nothing(desk: DeskUnderTest, case: CaseUnderTest, role: Role) -> None:
    reader = await desk.as_officer("itda", role)
    assert (await reader.post("/desk/next")).status_code == 403
    assert (await reader.post(f"/desk/cases/{case.number}/take", version=1)).status_code == 403
    assert "Ambil berikutnya" not in (await reader.get("/desk")).text


async def test_keys_can_be_switched_off_for_good(budi: Browser) -> None:
    assert 'data-keys="on"' in (await budi.get("/desk")).text
    saved = await budi.post("/desk/preferences", keys="off", after_answer="next", rows="25", back="/desk?lane=mine")
    assert saved.headers["location"] == "/desk?lane=mine"
    page = (await budi.get("/desk")).text
    assert 'data-keys="off"' in page
    assert 'value="next" selected' in page


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (9, "9 hari kerja lagi", Tone.FINE),
        (2, "2 hari kerja lagi", Tone.SOON),
        (0, "hari ini", Tone.SOON),
        (-1, "lewat 1 hari", Tone.LATE),
    ],
)
def test_days_left_are_said_as_people_say_them(days: int, words: str, tone: Tone) -> None:
    assert days_left_words(days) == words
    assert tone_of(days) is tone
