"""When citizens do not answer: a reminder, a suggestion, and a complaint again."""

from datetime import UTC, date, datetime, timedelta

from core.messages import Attachment, TryLater
from tests.aduan.reports import NAMELESS, kind_of, rules_on_record
from tests.office import NOON, OfficeUnderTest


async def test_silence_brings_one_reminder_within_the_day(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(NAMELESS)
    office.later(hours=3, minutes=50)
    await office.clockwork()
    assert len(siti.replies) == 1
    office.later(minutes=20)
    await office.clockwork()
    office.later(hours=20)
    await office.clockwork()
    assert len(siti.replies) == 2
    assert "menunggu jawaban Anda" in siti.last_reply


async def test_nobody_is_reminded_at_night(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    office.at(datetime(2026, 3, 2, 15, 0, tzinfo=UTC))  # 22.00 WIB
    await siti.says(NAMELESS)
    office.at(datetime(2026, 3, 2, 23, 0, tzinfo=UTC))  # 06.00 WIB
    await office.clockwork()
    assert len(siti.replies) == 1
    office.at(datetime(2026, 3, 3, 1, 1, tzinfo=UTC))  # 08.01 WIB
    await office.clockwork()
    assert len(siti.replies) == 2


async def test_three_working_days_of_silence_make_a_suggestion_said_kindly(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(NAMELESS)
    office.at(NOON + timedelta(days=3))
    await office.clockwork()
    assert await kind_of(office) == "complaint"
    office.at(NOON + timedelta(days=4))
    await office.clockwork()
    assert await kind_of(office) == "suggestion"
    assert "K6.5b" in siti.last_reply
    assert "melengkapinya kapan saja" in siti.last_reply


async def test_completed_later_it_is_a_complaint_again_with_the_original_time(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(NAMELESS)
    office.at(NOON + timedelta(days=8))
    await office.clockwork()
    reply = await siti.says("Nama saya Siti Aminah")
    assert await kind_of(office) == "complaint"
    assert "Senin, 2 Maret 2026 pukul 12.00 WIB" in reply
    due, promised = (await office.rows("SELECT due_on, promised_on FROM clocks WHERE rule = 'answer-due'"))[0]
    assert due == date(2026, 3, 27)  # as if it had been complete from the start
    assert promised > due  # a day that can be kept
    assert await rules_on_record(office) == ["answer-due", "identity-or-object-missing", "answer-due", "completed-late"]


async def test_another_question_gives_three_new_days(office: OfficeUnderTest) -> None:
    office.later(hours=1)
    await office.citizen().says("mau ngadu")
    siti = office.citizen(handle="baru@warga.test")
    await siti.says(NAMELESS)
    office.at(NOON + timedelta(days=2))
    await siti.says("sy di plered")
    before = await office.value("SELECT due_on FROM clocks WHERE rule = 'silence' ORDER BY id DESC LIMIT 1")
    assert before == date(2026, 3, 9)


async def test_the_answer_clock_runs_while_the_office_asks(office: OfficeUnderTest) -> None:
    await office.citizen().says(NAMELESS)
    assert await office.value("SELECT due_on FROM clocks WHERE rule = 'answer-due'") == date(2026, 3, 27)
    assert await office.value("SELECT state FROM cases") == "incomplete"


async def test_what_is_unread_is_not_missing(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.sends(Attachment("foto.jpg", "image/jpeg", b"\xff\xd8\xff"), words="Izin saya ditolak, lihat foto")
    office.at(NOON + timedelta(days=8))
    await office.clockwork()
    assert await kind_of(office) == "complaint"
    because = await office.value("SELECT because FROM decisions WHERE force = 'may' ORDER BY id DESC LIMIT 1")
    assert because == "unread"


async def test_the_days_of_silence_count_from_when_the_question_left(office: OfficeUnderTest) -> None:
    """The relay was away from Monday to Wednesday: nobody is taken for silent before Monday is over."""
    siti = office.citizen()
    office.post["email"].refuses = [TryLater("busy") for _ in range(50)]
    await siti.says(NAMELESS)
    office.at(NOON + timedelta(days=2))
    office.post["email"].refuses = []
    await office.clockwork()
    assert len(siti.replies) == 1
    office.at(NOON + timedelta(days=4))  # three working days after it was written
    await office.clockwork()
    assert await kind_of(office) == "complaint"
    assert await office.value("SELECT due_on FROM clocks WHERE rule = 'silence'") == date(2026, 3, 9)
    office.at(NOON + timedelta(days=8))
    await office.clockwork()
    assert await kind_of(office) == "suggestion"


async def test_a_reminder_does_not_run_into_the_question_it_reminds_of(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    office.post["email"].refuses = [TryLater("busy") for _ in range(50)]
    await siti.says(NAMELESS)
    office.later(hours=21)  # the next morning
    office.post["email"].refuses = []
    await office.clockwork()
    await office.clockwork()
    assert len(siti.replies) == 1
    office.later(hours=4, minutes=1)
    await office.clockwork()
    assert len(siti.replies) == 2
    assert "menunggu jawaban Anda" in siti.last_reply
