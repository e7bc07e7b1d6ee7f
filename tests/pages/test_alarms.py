"""What a person must hear of stands on one page, until somebody says what was done."""

import pytest

from core.rules.roles import Role
from core.store import alarms
from tests.desk import Browser, DeskUnderTest

COMPLETE = "Saya Siti Aminah. Izin hosting saya belum terbit, sudah 3 minggu."
CALLED = "Warga meminta bicara dengan petugas"


@pytest.fixture
async def rini(desk: DeskUnderTest) -> Browser:
    return await desk.as_officer("rini", Role.TEAM_LEADER)


async def raised(desk: DeskUnderTest, kind: str, subject: str, detail: str = "") -> int:
    async with desk.office.parts.engine.begin() as db:
        await alarms.raise_alarm(db, kind, subject, detail, desk.office.now)
    number: int = await desk.office.value("SELECT id FROM alarms WHERE subject = :subject", subject=subject)
    return number


async def called(desk: DeskUnderTest) -> tuple[str, int]:
    """A citizen who asked for an officer: the case's number, and the alarm's."""
    siti = desk.office.citizen()
    await siti.says(COMPLETE)
    number = await desk.office.value("SELECT number FROM cases")
    return number, await raised(desk, "officer_called", number)


async def test_an_alarm_leads_to_its_case_and_ends_with_what_was_done(desk, rini):
    number, alarm = await called(desk)
    page = await rini.get("/desk/alarms")
    assert CALLED in page.text
    assert f'href="/desk/cases/{number}"' in page.text
    ended = await rini.post(f"/desk/alarms/{alarm}/end", reason="Sudah ditelepon,  besok datang")
    assert ended.status_code == 303
    (row,) = await desk.office.rows("SELECT ended_at, ended_by, ended_why FROM alarms")
    assert tuple(row) == (desk.office.now, rini.officer_id, "Sudah ditelepon, besok datang")
    page = await rini.get("/desk/alarms")
    assert "Tidak ada peringatan" in page.text
    assert "Sudah ditelepon, besok datang" in page.text
    assert "Rini" in page.text


async def test_without_a_word_of_what_was_done_it_stays_up(desk, rini):
    _, alarm = await called(desk)
    refused = await rini.post(f"/desk/alarms/{alarm}/end", reason="   ")
    assert refused.status_code == 409
    assert "Tulis apa yang sudah dilakukan" in refused.text
    assert await desk.office.value("SELECT count(*) FROM alarms WHERE ended_at IS NULL") == 1


async def test_an_alarm_that_somebody_ended_meanwhile_keeps_the_first_word(desk, rini):
    _, alarm = await called(desk)
    await rini.post(f"/desk/alarms/{alarm}/end", reason="pertama")
    assert (await rini.post(f"/desk/alarms/{alarm}/end", reason="kedua")).status_code == 303
    assert await desk.office.value("SELECT ended_why FROM alarms") == "pertama"


@pytest.mark.parametrize("about", ["the case", "the conversation", "a message of ours", "a message of theirs"])
async def test_whoever_is_complained_about_hears_nothing_of_it(desk, rini, about):
    number, alarm = await called(desk)
    ids = {
        "the case": ("officer_called", "SELECT number FROM cases"),
        "the conversation": ("conversation_stuck", "SELECT id FROM conversations"),
        "a message of ours": ("not_delivered", "SELECT id FROM outbox LIMIT 1"),
        "a message of theirs": ("message_unanswered", "SELECT id FROM messages WHERE author = 'citizen'"),
    }
    kind, subject = ids[about]
    if about != "the case":
        alarm = await raised(desk, kind, str(await desk.office.value(subject)))
        await desk.office.rows("DELETE FROM alarms WHERE kind = 'officer_called' RETURNING id")
    assert number in (await rini.get("/desk/alarms")).text
    await desk.office.rows(
        """
        INSERT INTO complained_about (case_id, officer_id, author, at) SELECT id, :rini, 'siti', :now FROM cases
        RETURNING case_id
        """,
        rini=rini.officer_id,
        now=desk.office.now,
    )
    assert number not in (await rini.get("/desk/alarms")).text
    await rini.post(f"/desk/alarms/{alarm}/end", reason="tidak apa-apa")
    assert await desk.office.value("SELECT ended_at FROM alarms") is None
    kepala = await desk.as_officer("kepala", Role.KEPALA)
    assert number in (await kepala.get("/desk/alarms")).text


async def test_the_administrator_sees_the_machines_trouble_and_no_complaint(desk):
    number, _ = await called(desk)
    await raised(desk, "unnamed_danger", number, "biaya")
    await raised(desk, "not_sent", "email", "3 pesan menunggu sejak 2026-03-02 05.00 UTC")
    admin = await desk.as_officer("admin", Role.ADMINISTRATOR)
    page = (await admin.get("/desk/alarms")).text
    assert "3 pesan menunggu" in page
    assert "(biaya)" not in page
    assert f'href="/desk/cases/{number}"' not in page


async def test_a_kind_that_is_new_to_the_page_is_shown_by_its_name(desk, rini):
    await raised(desk, "kelak_ada", "26-00001-59")
    assert "kelak_ada" in (await rini.get("/desk/alarms")).text


async def test_what_has_lost_its_cause_is_shown_as_ended_by_the_program(desk, rini):
    number, _ = await called(desk)
    async with desk.office.parts.engine.begin() as db:
        await alarms.end_alarm(db, "officer_called", number, None, desk.office.now, why="penyebabnya sudah tidak ada")
    page = (await rini.get("/desk/alarms")).text
    assert "Tidak ada peringatan" in page
    assert "<td>program</td>" in page
    assert "penyebabnya sudah tidak ada" in page
    assert number in page
