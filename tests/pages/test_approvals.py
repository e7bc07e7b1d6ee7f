"""What waits for the Kepala: the request in its own words, and mail to both sides without the complaint in it."""

import pytest

from core.rules.roles import Role
from tests.core.procedures.scene import CaseUnderTest
from tests.desk import Browser, DeskUnderTest
from tests.office import OfficeUnderTest

REQUEST = "Dugaan pungutan oleh petugas kami, perlu pemeriksaan APIP."


@pytest.fixture
async def case(office: OfficeUnderTest) -> CaseUnderTest:
    return await CaseUnderTest.of(office)


@pytest.fixture
async def budi(desk: DeskUnderTest) -> Browser:
    return await reads_mail(await desk.as_officer("budi", Role.OFFICER))


@pytest.fixture
async def kepala(desk: DeskUnderTest) -> Browser:
    return await reads_mail(await desk.as_officer("kepala", Role.KEPALA))


async def reads_mail(browser: Browser) -> Browser:
    """Somebody who wrote down where to be notified."""
    address = f"nomor{browser.officer_id}@petugas.test"
    assert "tersimpan" in (await browser.post("/desk/account/mail", mail=address)).text
    return browser


async def asks(browser: Browser, case: CaseUnderTest) -> None:
    typed = {"version": await case.version(), "approval.because": REQUEST}
    assert (await browser.post(f"/desk/cases/{case.number}/approval", typed)).status_code == 303


async def decides(browser: Browser, office: OfficeUnderTest, decision: str) -> int:
    asked = await office.value("SELECT max(id) FROM approvals")
    answer = await browser.post(f"/desk/approvals/{asked}", decision=decision, reason="Sudah saya baca.")
    return answer.status_code


async def mail_to(office: OfficeUnderTest, browser: Browser) -> list[tuple[str, str]]:
    """Subject and text of what left for this officer."""
    await office.send_what_is_due()
    address = f"nomor{browser.officer_id}@petugas.test"
    return [(mail.subject, mail.text) for mail in office.post["email"].sent if mail.to.handle == address]


async def test_the_kepala_reads_why_it_is_asked(case: CaseUnderTest, budi: Browser, kepala: Browser) -> None:
    await asks(budi, case)
    page = (await kepala.get("/desk/approvals")).text
    assert REQUEST in page
    assert "Izin hosting saya belum terbit" in page


async def test_the_kepala_is_told_by_mail_where_to_look_and_not_what_was_complained(
    office: OfficeUnderTest, case: CaseUnderTest, budi: Browser, kepala: Browser
) -> None:
    await asks(budi, case)
    ((subject, words),) = await mail_to(office, kepala)
    assert subject == f"Persetujuan diminta: {case.number}"
    assert "/desk/approvals" in words
    for hidden in ("Siti", "hosting", "pungutan"):
        assert hidden not in words


@pytest.mark.parametrize(("decision", "word"), [("grant", "disetujui"), ("refuse", "ditolak")])
async def test_the_asker_is_told_by_mail_how_it_was_decided(
    office: OfficeUnderTest, case: CaseUnderTest, budi: Browser, kepala: Browser, decision: str, word: str
) -> None:
    await asks(budi, case)
    assert await decides(kepala, office, decision) == 303
    ((subject, words),) = await mail_to(office, budi)
    assert subject == f"Permohonan {word}: {case.number}"
    assert "Sudah saya baca" not in words


async def test_a_mail_to_a_colleague_belongs_to_no_citizens_conversation(
    office: OfficeUnderTest, case: CaseUnderTest, budi: Browser, kepala: Browser
) -> None:
    await asks(budi, case)
    assert "Persetujuan diminta" not in (await budi.get(f"/desk/cases/{case.number}")).text


async def test_whoever_acts_for_an_absent_kepala_is_told_instead(
    office: OfficeUnderTest, desk: DeskUnderTest, case: CaseUnderTest, budi: Browser, kepala: Browser
) -> None:
    rini, today = await reads_mail(await desk.as_officer("rini", Role.TEAM_LEADER)), office.now.date()
    await office.rows(
        "INSERT INTO absences (officer_id, from_on, to_on) VALUES (:id, :day, :day) RETURNING id",
        id=kepala.officer_id, day=today,
    )  # fmt: skip
    await office.rows(
        "INSERT INTO acting_heads (officer_id, kind, decree, from_on, to_on) VALUES (:id, 'Plh', '1', :day, :day) "
        "RETURNING id", id=rini.officer_id, day=today,
    )  # fmt: skip
    await asks(budi, case)
    assert await mail_to(office, kepala) == []
    assert len(await mail_to(office, rini)) == 1


async def test_a_hidden_name_stays_hidden_from_the_kepala_in_request_and_complaint(
    office: OfficeUnderTest, case: CaseUnderTest, budi: Browser, kepala: Browser
) -> None:
    await office.rows("UPDATE reporters SET identity = 'confidential', name = 'Siti Aminah' RETURNING 1")
    typed = {"version": await case.version(), "approval.because": "Bu Aminah melapor pungutan."}
    await budi.post(f"/desk/cases/{case.number}/approval", typed)
    page = (await kepala.get("/desk/approvals")).text
    assert "melapor pungutan" in page
    assert "Aminah" not in page


async def test_decided_by_another_the_reason_that_was_typed_is_not_lost(
    office: OfficeUnderTest, case: CaseUnderTest, budi: Browser, kepala: Browser
) -> None:
    await asks(budi, case)
    asked = await office.value("SELECT max(id) FROM approvals")
    await decides(kepala, office, "grant")
    late = await kepala.post(f"/desk/approvals/{asked}", decision="refuse", reason="Belum cukup bukti.")
    assert late.status_code == 409
    assert "sudah diputuskan" in late.text
    assert "Belum cukup bukti." in late.text


async def test_an_address_that_is_none_is_refused_and_shown_again(budi: Browser) -> None:
    answer = await budi.post("/desk/account/mail", mail="budi di kantor")
    assert answer.status_code == 409
    assert "budi di kantor" in answer.text
