"""Papers typed in at the desk: the same law, two dates, nothing lost, and an answer that finds its way."""

import re
from datetime import UTC, datetime

import pytest

from core.rules.roles import Role
from tests.core.procedures.officers import settle_tags
from tests.desk import Browser, DeskUnderTest
from tests.office import OfficeUnderTest
from tests.pages.test_answer import CaseAtDesk, examined

MATTER = "Izin hosting saya belum terbit, sudah tiga minggu lewat dari janji di loket."
PDF = b"%PDF-1.4 surat"


@pytest.fixture
async def budi(desk: DeskUnderTest) -> Browser:
    return await desk.as_officer("budi", Role.OFFICER)


class Counter:
    """An officer at the counter with one form before them."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.form = ""

    async def opens(self) -> str:
        page = (await self.browser.get("/desk/paper")).text
        found = re.search(r'name="form" value="([0-9a-f]{32})"', page)
        assert found
        self.form = found[1]
        return page

    async def types(self, **fields: str) -> tuple[int, str]:
        """Sends the form; where it leads when it was taken, else the page that came back."""
        if not self.form:
            await self.opens()
        given = {"form": self.form, "way": "c", "received_on": "2026-03-02", "matter": MATTER, "name": "Siti Aminah"}
        answer = await self.browser.post("/desk/paper", {**given, **fields})
        return answer.status_code, answer.headers.get("location", "") or answer.text


@pytest.fixture
def counter(budi: Browser) -> Counter:
    return Counter(budi)


def number_in(address: str) -> str:
    found = re.search(r"\d{2}-\d{5}-\d{2}", address)
    assert found, address
    return found[0]


async def test_a_paper_complaint_goes_from_typing_to_closed(
    office: OfficeUnderTest, desk: DeskUnderTest, counter: Counter
) -> None:
    status, address = await counter.types(subject="Izin hosting", reference="12/III/2026")
    assert status == 303
    number = number_in(address)
    receipt = (await counter.browser.get(address)).text
    assert number in receipt
    assert "Jumat, 27 Maret 2026" in receipt
    assert office.parts.tokens.code(number) in receipt
    assert "<svg" in receipt
    await settle_tags(office, number)
    case = CaseAtDesk(office, counter.browser, number)
    assert "Tanda terima untuk pelapor" in await case.look()
    await examined(case)
    assert await case.does("answer", answer__findings="Sertifikat Anda sudah terbit.") == (303, "")
    assert await case.does("report", report__text="Selesai, sertifikat terbit.") == (303, "")
    status, page = await case.does("close")
    assert status == 409
    assert "serahkan dengan tanda terima" in page
    assert await case.does("letter", letter__carrier="Pos tercatat", letter__reference="RR-1") == (303, "")
    assert "Dikirim lewat Pos tercatat, resi RR-1" in await case.look()
    assert await case.does("close") == (303, "")
    assert await office.value("SELECT state FROM cases") == "closed"


async def test_the_law_counts_from_receipt_and_the_record_keeps_when_it_was_typed(
    office: OfficeUnderTest, counter: Counter
) -> None:
    office.at(datetime(2026, 3, 4, 3, 0, tzinfo=UTC))
    assert (await counter.types(received_time="09:30"))[0] == 303
    row = (await office.rows("SELECT received_at, typed_at FROM cases JOIN papers ON case_id = cases.id"))[0]
    assert row == (datetime(2026, 3, 2, 2, 30, tzinfo=UTC), office.now)
    assert str(await office.value("SELECT due_on FROM clocks WHERE rule = 'answer-due'")) == "2026-03-27"


async def test_the_hour_nobody_knows_is_not_printed(counter: Counter, office: OfficeUnderTest) -> None:
    office.later(days=1)
    _, address = await counter.types()
    receipt = (await counter.browser.get(address)).text
    assert "<dd>2/3/2026</dd>" in receipt


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        pytest.param({"received_on": "2026-03-03"}, "Waktu terima belum terjadi", id="received tomorrow"),
        pytest.param({"received_time": "23:59"}, "Waktu terima belum terjadi", id="received later today"),
        pytest.param({"received_on": "2024-03-02"}, "lebih dari setahun lalu", id="a wrong year"),
        pytest.param({"received_on": ""}, "Isi tanggal dan jam diterima", id="no day of receipt"),
        pytest.param({"received_on": "kemarin"}, "Tanggal ini tidak terbaca", id="a day that is none"),
        pytest.param({"received_on": "2026-02-20"}, "tulis mengapa baru dicatat sekarang", id="typed in late"),
        pytest.param({"written_on": "2026-03-05"}, "Tanggal surat sesudah", id="written after receipt"),
        pytest.param({"sent_on": "2026-03-05"}, "Cap pos sesudah surat diterima", id="posted after receipt"),
        pytest.param({"matter": " "}, "Tulis apa yang dilaporkan", id="no matter"),
        pytest.param({"name": "", "identity": "named"}, "Tulis nama pelapor, atau pilih Tanpa nama", id="no name"),
        pytest.param({"nik": "1234567890123456"}, "NIK tidak cocok", id="no NIK"),
        pytest.param({"mail": "siti"}, "surel tidak lengkap", id="half a mail address"),
        pytest.param({"way": "z"}, "Pilih lewat apa", id="no such way"),
        pytest.param({"matter": "terima kasih"}, "pilih sendiri jenisnya", id="thanks, says the machine"),
    ],
)
async def test_what_cannot_be_is_refused_with_a_sentence_and_stays_typed(
    office: OfficeUnderTest, counter: Counter, fields: dict[str, str], sentence: str
) -> None:
    status, page = await counter.types(phone="0812 3456 789", **fields)
    assert status == 409
    assert sentence in page
    assert 'value="0812 3456 789"' in page
    assert await office.value("SELECT count(*) FROM cases") == 0
    kept = (await counter.browser.get(f"/desk/paper?form={counter.form}")).text
    assert 'value="0812 3456 789"' in kept


async def test_typed_in_late_with_a_reason_is_taken_and_the_reason_stands_on_the_case(counter: Counter) -> None:
    status, address = await counter.types(received_on="2026-02-20", late_because="terselip di map lain")
    assert status == 303
    assert "terselip di map lain" in (await counter.browser.get(f"/desk/cases/{number_in(address)}")).text


async def test_a_letter_counts_as_filed_on_the_day_of_its_postmark(office: OfficeUnderTest, counter: Counter) -> None:
    late = {"receipt": "received", "service_on": "2026-01-30"}
    await counter.types(**late)
    assert await office.value("SELECT count(*) FROM decisions WHERE rule = 'filed-late'") == 1
    counter.form = ""
    await counter.types(**late, sent_on="2026-02-27", written_on="2026-02-27")
    assert await office.value("SELECT count(*) FROM decisions WHERE rule = 'filed-late'") == 1


@pytest.mark.parametrize(("way", "identity"), [("b", "refused"), ("d", "refused"), ("c", "unknown"), ("l", "unknown")])
async def test_without_a_name_it_is_a_suggestion_at_once_and_the_receipt_says_how_to_change_that(
    office: OfficeUnderTest, counter: Counter, way: str, identity: str
) -> None:
    _, address = await counter.types(way=way, identity="nameless", name="")
    assert await office.rows("SELECT legal_kind, state, identity FROM cases JOIN reporters ON case_id = cases.id") == [
        ("suggestion", "open", identity)
    ]
    assert await office.value("SELECT count(*) FROM clocks WHERE rule = 'silence'") == 0
    receipt = (await counter.browser.get(address)).text
    assert "K6.5b" in receipt
    assert "Sebutkan nama Anda kapan saja" in receipt


async def test_a_name_told_later_makes_it_a_complaint_from_its_first_receipt(
    office: OfficeUnderTest, counter: Counter
) -> None:
    _, address = await counter.types(identity="nameless", name="")
    case = CaseAtDesk(office, counter.browser, number_in(address))
    fields = {"identity.name": "Siti Aminah", "identity.words": "Menjadi pengaduan."}
    assert await case.does("identity", **fields) == (303, "")
    assert await office.value("SELECT legal_kind FROM cases") == "complaint"
    assert str(await office.value("SELECT due_on FROM clocks WHERE rule = 'answer-due'")) == "2026-03-27"


async def test_a_confidential_name_is_on_no_receipt_and_seen_by_no_colleague(
    desk: DeskUnderTest, counter: Counter
) -> None:
    words = f"{MATTER} Hubungi saya di 0812 3456 789."
    _, address = await counter.types(
        identity="confidential", name="Siti Rahayu", phone="0812 3456 789", address="Kp. Cikopo 4", matter=words
    )
    receipt = (await counter.browser.get(address)).text
    assert "dirahasiakan" in receipt
    assert "Rahayu" not in receipt
    rina = await desk.as_officer("rina", Role.OFFICER)
    page = (await rina.get(f"/desk/cases/{number_in(address)}")).text
    assert "Rahayu" not in page
    assert "0812 3456 789" not in page
    assert "Cikopo" not in page


async def test_the_kind_an_officer_reads_stands_beside_the_classifiers_guess(
    office: OfficeUnderTest, counter: Counter
) -> None:
    await counter.types(kind="suggestion")
    assert await office.value("SELECT legal_kind FROM cases") == "suggestion"
    authors = [row[0] for row in await office.rows("SELECT author FROM tags ORDER BY id")]
    assert authors == ["aduan", f"officer:{counter.browser.officer_id}"]


async def test_thanks_are_kept_without_a_number_when_an_officer_says_so(
    office: OfficeUnderTest, counter: Counter
) -> None:
    status, address = await counter.types(matter="Terima kasih, pelayanannya cepat.", kind="thanks")
    assert (status, address) == (303, "/desk/paper?said=thanks")
    assert await office.value("SELECT count(*) FROM cases") == 0
    assert await office.value("SELECT text FROM messages") == "Terima kasih, pelayanannya cepat."


async def test_a_form_sent_twice_makes_one_case_and_shows_its_receipt_again(
    office: OfficeUnderTest, counter: Counter
) -> None:
    first, second = await counter.types(), await counter.types()
    assert first == second
    assert await office.value("SELECT count(*) FROM cases") == 1


async def test_the_officer_complained_about_neither_types_it_nor_sees_it(
    office: OfficeUnderTest, desk: DeskUnderTest, counter: Counter
) -> None:
    status, page = await counter.types(accused=str(counter.browser.officer_id))
    assert status == 409
    assert "mintalah rekan mencatatnya" in page
    rina = Counter(await desk.as_officer("rina", Role.OFFICER))
    _, address = await rina.types(accused=str(counter.browser.officer_id))
    assert (await counter.browser.get(address)).status_code == 404
    assert (await rina.browser.get(address)).status_code == 200


async def test_a_scan_is_kept_with_the_draft_and_hangs_on_the_case(office: OfficeUnderTest, counter: Counter) -> None:
    await counter.opens()
    form = {"form": counter.form, "way": "c", "received_on": "2026-03-02", "name": "Siti Aminah"}
    picture = {"scan": ("surat.pdf", PDF, "application/pdf")}
    refused = await counter.browser.post("/desk/paper", {**form, "matter": ""}, files=picture)
    assert refused.status_code == 409
    assert "surat.pdf" in refused.text
    assert (await counter.types(name="Siti Aminah"))[0] == 303
    rows = await office.rows(
        "SELECT name, media_type, content, looked_at IS NOT NULL FROM attachments JOIN blobs ON sha256 = blob"
    )
    assert rows == [("surat.pdf", "application/pdf", PDF, True)]
    assert await office.value("SELECT count(*) FROM draft_scans") == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"MZ program", "bukan foto", id="a program"),
        pytest.param(PDF + bytes(10 * 1024 * 1024), "lebih besar dari 10 MB", id="too large"),
    ],
)
async def test_a_scan_that_cannot_be_kept_is_named_in_a_sentence(
    counter: Counter, content: bytes, sentence: str
) -> None:
    await counter.opens()
    form = {"form": counter.form, "way": "c", "received_on": "2026-03-02", "matter": MATTER, "name": "Siti"}
    answer = await counter.browser.post("/desk/paper", form, files={"scan": ("surat.pdf", content, "application/pdf")})
    assert answer.status_code == 409
    assert sentence in answer.text


async def test_what_is_typed_survives_a_session_that_ended_and_is_taken_when_sent_again(
    office: OfficeUnderTest, counter: Counter
) -> None:
    await counter.opens()
    right, counter.browser.csrf = counter.browser.csrf, "of another session"
    typed = {"form": counter.form, "way": "c", "received_on": "2026-03-02", "matter": MATTER, "name": "Siti Aminah"}
    page = await counter.browser.post("/desk/paper", typed, headers={"sec-fetch-site": "same-origin"})
    assert page.status_code == 403
    offered = page.text.partition('action="/desk/paper"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', offered))
    texts = dict(re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\s*([^<]*)</textarea>', offered))
    counter.browser.csrf = right
    sent = await counter.browser.post("/desk/paper", {**fields, **texts})
    assert sent.status_code == 303
    assert await office.value("SELECT matter FROM cases") == MATTER


async def test_a_draft_is_kept_while_typing_listed_to_its_writer_and_nobody_else(
    desk: DeskUnderTest, counter: Counter
) -> None:
    await counter.opens()
    saved = await counter.browser.post(f"/desk/paper/drafts/{counter.form}", matter="Pelayanan loket lama sekali")
    assert saved.status_code == 204
    await counter.browser.post(f"/desk/paper/drafts/{counter.form}", name="Siti")
    page = (await counter.browser.get(f"/desk/paper?form={counter.form}")).text
    assert "Pelayanan loket lama sekali" in page
    assert 'value="Siti"' in page
    rina = await desk.as_officer("rina", Role.OFFICER)
    assert "Pelayanan loket" not in (await rina.get("/desk/paper")).text
    assert "Pelayanan loket" not in (await rina.get(f"/desk/paper?form={counter.form}")).text
    assert (await rina.post(f"/desk/paper/drafts/{counter.form}", matter="milik rina")).status_code == 409
    await counter.browser.post(f"/desk/paper/drafts/{counter.form}/drop")
    assert "Pelayanan loket" not in (await counter.browser.get("/desk/paper")).text


async def test_after_it_is_recorded_no_draft_is_left(office: OfficeUnderTest, counter: Counter) -> None:
    await counter.opens()
    await counter.browser.post(f"/desk/paper/drafts/{counter.form}", matter="x")
    await counter.types()
    assert await office.value("SELECT count(*) FROM paper_drafts") == 0
    late = await counter.browser.post(f"/desk/paper/drafts/{counter.form}", matter="terlambat")
    assert late.status_code == 409
    assert await office.value("SELECT count(*) FROM paper_drafts") == 0


async def test_a_later_day_by_decree_is_told_by_an_officer_where_no_message_can(
    office: OfficeUnderTest, counter: Counter
) -> None:
    await counter.types()
    await office.proclaim(datetime(2026, 3, 10, tzinfo=UTC).date(), "Libur daerah")
    await office.clockwork()
    alarms = await office.rows("SELECT kind FROM alarms")
    assert ("later_day_to_tell",) in alarms
    assert ("conversation_stuck",) not in alarms


async def test_an_unnamed_report_of_a_levy_raises_an_alarm_from_paper_too(
    office: OfficeUnderTest, counter: Counter
) -> None:
    words = "Petugas loket minta uang 500 ribu supaya izin cepat keluar, ini pungli."
    _, address = await counter.types(matter=words, identity="nameless", name="")
    assert ("unnamed_danger", number_in(address)) in await office.rows("SELECT kind, subject FROM alarms")


async def test_a_letter_on_paper_names_a_way_to_object_that_paper_has(
    office: OfficeUnderTest, counter: Counter
) -> None:
    _, address = await counter.types()
    number = number_in(address)
    await settle_tags(office, number)
    case = CaseAtDesk(office, counter.browser, number)
    await examined(case)
    page = await case.look()
    assert "diserahkan dengan tanda terima" in page
    await case.does("answer", answer__findings="Sertifikat Anda sudah terbit.")
    letter = await office.value("SELECT text FROM answers")
    assert "secara tertulis atau di loket pengaduan" in letter
    assert "membalas pesan ini" not in letter
    assert await case.does("handover", handover__received_by="Siti Aminah") == (303, "")
    assert "Diserahkan kepada Siti Aminah" in await case.look()
