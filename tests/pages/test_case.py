"""The page of a case: what each person sees of it, what is hidden, what leaves a trace."""

import httpx
import pytest

from core.messages import Attachment
from core.rules.roles import Role
from tests.core.procedures.scene import CaseUnderTest
from tests.desk import Browser, DeskUnderTest
from tests.office import OfficeUnderTest

HIDDEN = "dirahasiakan"
SCAN = Attachment("ktp-siti.pdf", "image/png", b"gambar")


@pytest.fixture
def desk(office: OfficeUnderTest) -> DeskUnderTest:
    return DeskUnderTest.of(office)


async def looked_at(browser: Browser, case: CaseUnderTest) -> httpx.Response:
    return await browser.get(f"/desk/cases/{case.number}")


async def deed(browser: Browser, case: CaseUnderTest, name: str, **fields: str) -> httpx.Response:
    """Sends a form of the page as it stands now; a dot in a field's name is written as two underscores."""
    typed = {field.replace("__", "."): value for field, value in fields.items()}
    typed.setdefault("version", str(await case.version()))
    return await browser.post(f"/desk/cases/{case.number}/{name}", typed)


async def confidential(case: CaseUnderTest) -> None:
    await case.office.rows("UPDATE reporters SET identity = 'confidential' RETURNING 1")


async def test_the_page_shows_talk_tags_decision_and_deadline(office: OfficeUnderTest, desk: DeskUnderTest):
    case, budi = await CaseUnderTest.of(office), await desk.as_officer("budi", Role.OFFICER)
    page = (await looked_at(budi, case)).text
    for expected in ("Izin hosting saya belum terbit", "Siti Aminah", "Perindustrian", "14 hari kerja lagi", "K6.4"):
        assert expected in page
    assert "terkirim" in page


async def test_every_day_on_the_way_to_the_deadline_is_named(office: OfficeUnderTest, desk: DeskUnderTest):
    case, budi = await CaseUnderTest.of(office), await desk.as_officer("budi", Role.OFFICER)
    page = (await looked_at(budi, case)).text
    assert 'Sabtu, 7 Maret 2026 <span class="soft">Sabtu</span>' in page
    assert "<span>1</span> Selasa, 3 Maret 2026" in page


async def test_what_the_citizen_wrote_is_never_markup(office: OfficeUnderTest, desk: DeskUnderTest):
    words = "Saya Siti Aminah. Izin saya belum terbit <script>alert(1)</script>"
    case, budi = await CaseUnderTest.of(office, words), await desk.as_officer("budi", Role.OFFICER)
    assert "<script>alert" not in (await looked_at(budi, case)).text


async def test_a_case_one_may_not_see_answers_like_one_that_does_not_exist(
    office: OfficeUnderTest, desk: DeskUnderTest
):
    case, budi = await CaseUnderTest.of(office), await desk.as_officer("budi", Role.OFFICER)
    siti = await desk.as_officer("siti", Role.OFFICER)
    done = await deed(siti, case, "complained-about", officer=str(budi.officer_id))
    assert done.status_code == 303
    hidden, absent = await looked_at(budi, case), await budi.get("/desk/cases/26-99999-99")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.text.replace(case.number, "") == absent.text.replace("26-99999-99", "")
    assert (await deed(budi, case, "tags", tags__kind="complaint", tags__sector="umum")).status_code == 404
    assert (await budi.get(f"/desk/cases/{case.number}/originals/1")).status_code == 404


async def test_a_confidential_name_shows_to_the_holder_alone(office: OfficeUnderTest, desk: DeskUnderTest):
    case = await CaseUnderTest.of(office)
    await confidential(case)
    budi, siti = await desk.as_officer("budi", Role.OFFICER), await desk.as_officer("siti", Role.OFFICER)
    await office.rows("UPDATE cases SET holder_id = :id RETURNING 1", id=budi.officer_id)
    hers, his = (await looked_at(siti, case)).text, (await looked_at(budi, case)).text
    assert HIDDEN in hers
    for word in ("Siti Aminah", "siti@warga.test", "Aminah"):
        assert word not in hers
    assert "Siti Aminah" in his
    assert "siti@warga.test" in his


async def test_a_leader_opens_a_confidential_name_with_a_reason(office: OfficeUnderTest, desk: DeskUnderTest):
    case = await CaseUnderTest.of(office)
    await confidential(case)
    rini = await desk.as_officer("rini", Role.TEAM_LEADER)
    assert (await deed(rini, case, "identity/read", identity__read_reason=" ")).status_code == 409
    assert "Aminah" not in (await looked_at(rini, case)).text
    assert (await deed(rini, case, "identity/read", identity__read_reason="konfirmasi")).status_code == 303
    assert "Siti Aminah" in (await looked_at(rini, case)).text
    office.later(minutes=16)
    assert "Aminah" not in (await looked_at(rini, case)).text


async def test_an_officer_cannot_open_a_confidential_name(office: OfficeUnderTest, desk: DeskUnderTest):
    case, budi = await CaseUnderTest.of(office), await desk.as_officer("budi", Role.OFFICER)
    await confidential(case)
    assert (await deed(budi, case, "identity/read", identity__read_reason="ingin tahu")).status_code == 403


@pytest.mark.parametrize(
    ("role", "secret", "looks"),
    [
        pytest.param(Role.OFFICER, True, 1, id="a confidential case"),
        pytest.param(Role.OFFICER, False, 0, id="an open case"),
        pytest.param(Role.INSPECTORATE, False, 1, id="the Inspektorat, always"),
    ],
)
async def test_looks_leave_a_trace(office: OfficeUnderTest, desk: DeskUnderTest, role: Role, secret: bool, looks: int):
    case, person = await CaseUnderTest.of(office), await desk.as_officer("dedi", role)
    if secret:
        await confidential(case)
    assert (await looked_at(person, case)).status_code == 200
    assert await office.value("SELECT count(*) FROM looks") == looks


async def test_the_inspektorat_reads_and_changes_nothing(office: OfficeUnderTest, desk: DeskUnderTest):
    case, dedi = await CaseUnderTest.of(office), await desk.as_officer("dedi", Role.INSPECTORATE)
    for name in ("tags", "kind", "forward", "identity", "complained-about", "notes", "split", "join", "proposals/1"):
        assert (await deed(dedi, case, name)).status_code == 403


async def test_another_office_sees_what_was_sent_to_it_without_the_name(office: OfficeUnderTest, desk: DeskUnderTest):
    case, budi = await CaseUnderTest.of(office), await desk.as_officer("budi", Role.OFFICER)
    team = await desk.as_officer("asep", Role.TECHNICAL_TEAM, agency="Dinas Perhubungan")
    assert (await looked_at(team, case)).status_code == 404
    sent = {"forward__choice": "with_agency", "forward__other_office": "Dinas Perhubungan"}
    assert (await deed(budi, case, "forward", **sent)).status_code == 303
    page = await looked_at(team, case)
    assert page.status_code == 200
    assert "Aminah" not in page.text


async def test_a_colleague_was_faster_and_nothing_typed_is_lost(office: OfficeUnderTest, desk: DeskUnderTest):
    case, budi = await CaseUnderTest.of(office), await desk.as_officer("budi", Role.OFFICER)
    old = str(await case.version())
    await deed(budi, case, "tags", tags__kind="complaint", tags__sector="umum", tags__components="biaya")
    late = await deed(budi, case, "kind", version=old, kind__to="suggestion", kind__reason="panjang sekali alasannya")
    assert late.status_code == 409
    assert "panjang sekali alasannya" in late.text


async def test_files_are_saved_never_opened_in_the_page(office: OfficeUnderTest, desk: DeskUnderTest):
    siti = office.citizen()
    case = await CaseUnderTest.of(office)
    await siti.sends(SCAN, words="Ini berkasnya")
    budi = await desk.as_officer("budi", Role.OFFICER)
    file_id = await office.value("SELECT id FROM attachments")
    saved = await budi.get(f"/desk/cases/{case.number}/files/{file_id}")
    assert saved.content == b"gambar"
    assert saved.headers["content-disposition"].startswith("attachment")
    assert saved.headers["x-content-type-options"] == "nosniff"
    assert (await deed(budi, case, f"files/{file_id}/looked")).status_code == 303
    assert await office.value("SELECT looked_at FROM attachments") is not None
    await confidential(case)
    assert (await budi.get(f"/desk/cases/{case.number}/files/{file_id}")).status_code == 404


async def test_who_else_looks_is_shown_for_a_minute(office: OfficeUnderTest, desk: DeskUnderTest):
    case = await CaseUnderTest.of(office)
    budi, siti = await desk.as_officer("budi", Role.OFFICER), await desk.as_officer("rina", Role.OFFICER)
    await looked_at(budi, case)
    assert "Sedang dibuka juga oleh Budi" in (await looked_at(siti, case)).text
    office.later(seconds=61)
    assert "Sedang dibuka juga" not in (await looked_at(siti, case)).text


async def test_the_history_says_who_did_what(office: OfficeUnderTest, desk: DeskUnderTest):
    case, budi = await CaseUnderTest.of(office), await desk.as_officer("budi", Role.OFFICER)
    await deed(budi, case, "tags", tags__kind="complaint", tags__sector="umum", tags__components="biaya")
    await deed(budi, case, "notes", note__text="Sudah saya telepon.")
    page = (await looked_at(budi, case)).text
    assert "Budi memastikan golongan: bidang Umum" in page
    assert "Sudah saya telepon." in page


async def test_a_split_matter_and_its_report_point_to_each_other(office: OfficeUnderTest, desk: DeskUnderTest):
    case, budi = await CaseUnderTest.of(office), await desk.as_officer("budi", Role.OFFICER)
    assert (await deed(budi, case, "split", matters__text="Petugas loket tidak ramah")).status_code == 303
    number = await office.value("SELECT number FROM cases ORDER BY id DESC LIMIT 1")
    other = CaseUnderTest(office, number)
    assert other.number in (await looked_at(budi, case)).text
    assert case.number in (await looked_at(budi, other)).text


async def named(browser: Browser, case: CaseUnderTest, officer_id: int) -> None:
    assert (await deed(browser, case, "complained-about", officer=str(officer_id))).status_code == 303


async def test_an_officer_named_by_mistake_sees_the_case_again_for_a_reason(
    office: OfficeUnderTest, desk: DeskUnderTest
):
    case, budi = await CaseUnderTest.of(office), await desk.as_officer("budi", Role.OFFICER)
    siti = await desk.as_officer("siti", Role.OFFICER)
    await named(siti, case, budi.officer_id)
    clear = {"officer": str(budi.officer_id)}
    refused = await deed(siti, case, "complained-about/clear", **clear, cleared__reason=" ")
    assert refused.status_code == 409
    assert "Tulis alasan mencabut" in refused.text
    assert (await looked_at(budi, case)).status_code == 404
    done = await deed(siti, case, "complained-about/clear", **clear, cleared__reason="Salah orang.")
    assert done.status_code == 303
    page = (await looked_at(budi, case)).text
    assert "Salah orang." in page
    assert "mencabut catatan siapa yang diadukan" in page


async def test_only_who_named_an_officer_or_leads_takes_it_back(office: OfficeUnderTest, desk: DeskUnderTest):
    case, budi = await CaseUnderTest.of(office), await desk.as_officer("budi", Role.OFFICER)
    siti, rina = await desk.as_officer("siti", Role.OFFICER), await desk.as_officer("rina", Role.OFFICER)
    await named(siti, case, budi.officer_id)
    clear = {"officer": str(budi.officer_id), "cleared__reason": "Salah orang."}
    refused = await deed(rina, case, "complained-about/clear", **clear)
    assert refused.status_code == 409
    assert "Hanya yang mencatat, atau pimpinan" in refused.text
    assert (await deed(budi, case, "complained-about/clear", **clear)).status_code == 404
    leader = await desk.as_officer("rini", Role.TEAM_LEADER)
    assert (await deed(leader, case, "complained-about/clear", **clear)).status_code == 303


async def test_cases_joined_by_mistake_stand_apart_again(office: OfficeUnderTest, desk: DeskUnderTest):
    one, budi = await CaseUnderTest.of(office), await desk.as_officer("budi", Role.OFFICER)
    other = await CaseUnderTest.of(office, "Saya Asep Saepudin. Loket tutup lebih awal.", handle="asep@warga.test")
    await deed(budi, one, "join", matters__other=other.number)
    refused = await deed(budi, one, "part", matters__joined=other.number, matters__reason="")
    assert refused.status_code == 409
    assert "Tulis alasan memisahkannya lagi" in refused.text
    done = await deed(budi, one, "part", matters__joined=other.number, matters__reason="Ternyata lain.")
    assert done.status_code == 303
    assert await office.value("SELECT count(*) FROM case_links") == 0
    assert "Ternyata lain." in (await looked_at(budi, one)).text
    again = await deed(budi, one, "part", matters__joined=other.number, matters__reason="Lagi.")
    assert again.status_code == 409


async def test_matters_of_one_report_cannot_be_parted(office: OfficeUnderTest, desk: DeskUnderTest):
    case, budi = await CaseUnderTest.of(office), await desk.as_officer("budi", Role.OFFICER)
    await deed(budi, case, "split", matters__text="Petugas meminta uang.")
    other = await office.value("SELECT max(number) FROM cases")
    refused = await deed(budi, case, "part", matters__joined=other, matters__reason="Satu saja.")
    assert refused.status_code == 409
    assert await office.value("SELECT count(*) FROM case_links") == 1


async def test_before_a_promise_breaks_the_next_step_is_to_tell_the_citizen(
    office: OfficeUnderTest, desk: DeskUnderTest
):
    case, budi = await CaseUnderTest.of(office), await desk.as_officer("budi", Role.OFFICER)
    await office.rows("UPDATE clocks SET promised_on = due_on RETURNING id")
    await office.rows("UPDATE cases SET unsure = '{}' RETURNING id")
    assert "Beri tahu pelapor hari baru" not in (await looked_at(budi, case)).text
    assert "kabari hari baru" not in (await budi.get("/desk")).text
    due = await office.value("SELECT due_on FROM clocks WHERE rule = 'answer-due'")
    office.later(days=(due - office.now.date()).days - 1)
    page = (await looked_at(budi, case)).text
    assert "Beri tahu pelapor hari baru" in page
    assert "pelapor harus tahu alasan dan hari barunya sebelum itu" in page
    assert "kabari hari baru" in (await budi.get("/desk")).text
