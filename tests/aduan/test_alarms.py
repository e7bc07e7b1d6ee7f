"""Alarms are raised once, shown until they end, and end with a name or by themselves when their cause is gone."""

from datetime import timedelta

from aduan.worker import Clockwork
from core.messages import CannotSend
from core.store import alarms
from tests.aduan.reports import COMPLETE
from tests.office import OfficeUnderTest


async def up(office: OfficeUnderTest) -> list[tuple[str, str]]:
    async with office.parts.engine.begin() as db:
        return [(alarm.kind, alarm.subject) for alarm in await alarms.raised(db)]


async def written_by_an_officer(office: OfficeUnderTest, purpose: str) -> None:
    """What the desk does when it answers, as far as alarms can see."""
    await office.rows(
        """
        WITH said AS (
            INSERT INTO messages (conversation_id, author, channel, text, arrived_at, received_at)
            SELECT id, 'officer:1', 'email', 'Jawaban', :now, :now FROM conversations RETURNING id, conversation_id
        )
        INSERT INTO outbox (public_id, message_id, conversation_id, channel, handle, purpose, created_at, next_try_at)
        SELECT 'jawaban', said.id, conversation_id, 'email', 'siti@warga.test', :purpose, :now, :now FROM said
        RETURNING id
        """,
        now=office.now,
        purpose=purpose,
    )
    await office.send_what_is_due()


async def test_an_alarm_ends_with_the_officers_name_and_why(office: OfficeUnderTest) -> None:
    officer = await office.value(
        "INSERT INTO officers (username, name, role, password_hash, created_at)"
        " VALUES ('rini', 'Rini', 'officer', '', now()) RETURNING id"
    )
    async with office.parts.engine.begin() as db:
        await alarms.raise_alarm(db, "officer_called", "percakapan 1", "", office.now)
        assert await alarms.end_alarm(db, "officer_called", "percakapan 1", officer, office.now, why="sudah ditelepon")
        assert not await alarms.end_alarm(db, "officer_called", "percakapan 1", officer, office.now)
        await alarms.raise_alarm(db, "officer_called", "percakapan 1", "", office.now)
    assert await office.rows("SELECT ended_by, ended_why FROM alarms ORDER BY id") == [
        (officer, "sudah ditelepon"),
        (None, ""),
    ]


async def test_what_is_due_on_a_closed_channel_raises_an_alarm_until_it_leaves(office: OfficeUnderTest) -> None:
    await office.parts.intake.receive(office.citizen().writes(COMPLETE), now=office.now)
    clockwork = Clockwork(office.parts)  # the outbox has no sender here
    await clockwork.tick(office.now)
    office.later(minutes=29)
    await clockwork.tick(office.now)
    assert await up(office) == []
    office.later(minutes=2)
    await clockwork.tick(office.now)
    assert await up(office) == [("not_sent", "email")]
    await office.send_what_is_due()
    office.later(minutes=2)
    await clockwork.tick(office.now)
    assert await up(office) == []


async def test_a_program_just_started_has_its_time_to_send(office: OfficeUnderTest) -> None:
    await office.parts.intake.receive(office.citizen().writes(COMPLETE), now=office.now)
    office.later(days=2)
    await Clockwork(office.parts).tick(office.now)
    assert await up(office) == []


async def test_a_refused_answer_stays_an_alarm_until_an_answer_has_arrived(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(COMPLETE)
    office.post["email"].refuses = [CannotSend("550 mailbox full")]
    await written_by_an_officer(office, "answer")
    refused = ("not_delivered", str(await office.value("SELECT id FROM outbox WHERE purpose = 'answer'")))
    await siti.says("STATUS")
    office.later(minutes=2)
    await office.clockwork()
    assert await up(office) == [refused]
    await office.rows("UPDATE outbox SET public_id = 'tadi' WHERE public_id = 'jawaban' RETURNING id")
    await written_by_an_officer(office, "answer")
    office.later(minutes=2)
    await office.clockwork()
    assert await up(office) == []


async def test_who_called_an_officer_has_been_heard_once_one_has_written(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says("PETUGAS")
    office.later(minutes=2)
    await office.clockwork()
    assert len(await up(office)) == 1
    await written_by_an_officer(office, "question")
    office.later(minutes=2)
    await office.clockwork()
    assert await up(office) == []


async def test_a_stuck_conversation_is_well_again_when_it_goes_on(office: OfficeUnderTest) -> None:
    await office.citizen().says(COMPLETE)
    conversation = str(await office.value("SELECT id FROM conversations"))
    later = office.now + timedelta(minutes=5)
    await office.rows("UPDATE conversations SET turn_at = :later RETURNING id", later=later)
    async with office.parts.engine.begin() as db:
        await alarms.raise_alarm(db, "conversation_stuck", conversation, "KeyError", office.now)
    await office.clockwork()
    assert await up(office) == [("conversation_stuck", conversation)]
    office.later(minutes=6)
    await office.clockwork()
    assert await up(office) == []


async def test_a_levy_reported_without_a_name_is_no_alarm_once_it_is_closed(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says("petugas minta 500 ribu supaya izin cepat keluar")
    await siti.says("LEWATI")
    office.later(minutes=2)
    await office.clockwork()
    assert await up(office) == [("unnamed_danger", "26-00001-59")]
    await office.rows("UPDATE cases SET state = 'closed' RETURNING id")
    office.later(minutes=2)
    await office.clockwork()
    assert await up(office) == []
