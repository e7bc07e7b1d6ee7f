"""Two machines that answer each other come to an end; people never notice that there is one."""

from datetime import timedelta

from core.store import conversations
from tests.aduan.reports import COMPLETE
from tests.office import Citizen, OfficeUnderTest

AN_HOUR, A_DAY = 20, 60  # as shipped, for e-mail


async def answers_each_reply(machine: Citizen, times: int) -> int:
    """How many replies it got."""
    before = len(machine.replies)
    for number in range(times):
        await machine.says(f"Terima kasih atas email Anda, kami segera kembali. ({number})")
    return len(machine.replies) - before


async def test_a_machine_that_answers_every_reply_gets_no_more_after_a_while(office: OfficeUnderTest) -> None:
    machine = office.citizen(handle="robot@toko.test")
    await machine.says(COMPLETE)
    assert await answers_each_reply(machine, 40) < AN_HOUR
    assert await office.value("SELECT count(*) FROM messages WHERE author = 'citizen'") == 41
    assert await office.value("SELECT count(*) FROM messages WHERE author = 'citizen' AND NOT handled") == 0


async def busy_day(office: OfficeUnderTest, writer: Citizen, messages: int) -> None:
    for number in range(messages):
        await writer.says(f"Tambahan {number}: petugas di loket tidak mau menerima berkas saya.")


async def test_beyond_the_measure_everything_is_kept_with_the_case_and_one_alarm_is_raised(
    office: OfficeUnderTest,
) -> None:
    writer = office.citizen()
    await writer.says(COMPLETE)
    await busy_day(office, writer, 30)
    assert len(writer.replies) == AN_HOUR
    assert await office.value("SELECT count(*) FROM messages WHERE author = 'citizen' AND case_id IS NOT NULL") == 31
    assert await office.rows("SELECT kind, subject FROM alarms") == [("too_many_messages", "26-00001-59")]


async def test_an_hour_later_there_are_replies_again_until_the_day_has_had_enough(office: OfficeUnderTest) -> None:
    writer = office.citizen()
    await writer.says(COMPLETE)
    for _ in range(5):
        await busy_day(office, writer, 30)
        office.later(hours=1, minutes=1)
    assert len(writer.replies) == A_DAY
    office.later(days=1)
    assert await writer.says("Apakah sudah ada kabar tentang izin hosting saya?")


async def test_nobody_else_is_counted(office: OfficeUnderTest) -> None:
    writer = office.citizen()
    await writer.says(COMPLETE)
    await busy_day(office, writer, 30)
    assert await office.citizen(handle="budi@warga.test").says(COMPLETE)


async def test_the_alarm_ends_once_there_is_quiet(office: OfficeUnderTest) -> None:
    writer = office.citizen()
    await writer.says(COMPLETE)
    await busy_day(office, writer, 30)
    office.later(hours=23)
    await office.clockwork()
    assert await office.value("SELECT count(*) FROM alarms WHERE ended_at IS NULL") == 1
    office.later(hours=2)
    await office.clockwork()
    assert await office.value("SELECT count(*) FROM alarms WHERE ended_at IS NULL") == 0


async def test_a_messenger_has_room_for_a_long_talk(office: OfficeUnderTest) -> None:
    siti = office.citizen("telegram", "4711")
    for number in range(40):
        await siti.says(COMPLETE if not number else f"STATUS {number}" if number % 2 else "KENAPA")
        office.later(seconds=5)
        await office.clockwork()
    assert len(siti.replies) == 40


async def test_only_a_day_of_replies_is_remembered(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(COMPLETE)
    office.at(office.now + timedelta(days=2))
    await siti.says("STATUS")
    async with office.parts.engine.begin() as db:
        arrival = await conversations.locked(db, await office.value("SELECT id FROM conversations"))
    assert list(arrival.replied_at) == [office.now]
