"""Which case a message belongs to, and when several are one."""

from datetime import timedelta

from core.messages import Attachment
from core.rules.report import LONGEST_MATTER
from core.store import outbox
from tests.aduan.reports import COMPLETE, NAMELESS, kind_of
from tests.office import NOON, OfficeUnderTest


async def test_a_forwarded_token_opens_nobodys_case(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(COMPLETE)
    token = office.post["email"].sent[0].token
    stranger = office.citizen(handle="penasaran@warga.test")
    await stranger.says("Saya Asep Sunandar. Izin reklame saya belum terbit, sudah 2 minggu.")
    reply = await stranger.says("Ini tambahan keterangan saya.", token=token)
    assert "26-00001-59" not in reply
    case = "SELECT number FROM messages JOIN cases ON cases.id = case_id WHERE text LIKE 'Ini tambahan%'"
    assert await office.value(case) == "26-00002-56"


async def test_an_answer_to_an_older_case_goes_to_that_case(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(COMPLETE)
    first = office.post["email"].sent[0]
    await siti.says("KTP anak saya dua bulan belum dicetak di kecamatan.")
    await siti.says("2")
    assert await office.value("SELECT count(*) FROM cases") == 2
    await siti.says("Ini tambahan bukti untuk yang pertama.", answers=(first.id,))
    case = await office.value(
        "SELECT number FROM cases JOIN messages ON case_id = cases.id ORDER BY messages.id DESC LIMIT 1"
    )
    assert case == "26-00001-59"


async def test_two_quick_messages_get_one_reply(office: OfficeUnderTest) -> None:
    siti = office.citizen("telegram", "4711")
    assert not await siti.says("pak izin hosting saya")
    office.later(seconds=1)
    assert not await siti.says("belum terbit sudah 3 minggu. Saya Siti Aminah")
    office.later(seconds=2)
    await office.clockwork()
    assert len(siti.replies) == 1
    assert "Pengaduan Anda sudah tercatat" in siti.last_reply
    assert await office.value("SELECT count(*) FROM cases") == 1


async def test_an_album_is_one_matter(office: OfficeUnderTest) -> None:
    siti = office.citizen("telegram", "4711")
    photo = Attachment("foto.jpg", "image/jpeg", b"\xff\xd8\xff")
    for number in range(3):
        await siti.sends(photo, words="Ruang tunggu bocor, saya Siti Aminah" if number == 0 else "")
    office.later(seconds=2)
    await office.clockwork()
    assert len(siti.replies) == 1
    assert await office.value("SELECT count(*) FROM cases") == 1
    assert await office.value("SELECT count(*) FROM attachments") == 3


async def test_an_sms_is_one_part_of_plain_letters(office: OfficeUnderTest) -> None:
    siti = office.citizen("sms", "+6281200000001")
    await siti.says("izin hosting sy blm jadi2 pak, dh 3 minggu")
    office.later(seconds=2)
    await office.clockwork()
    code = office.parts.tokens.code("26-00001-59")
    assert siti.last_reply == (
        "Laporan 26-00001-59 tercatat 2/3 12.00 WIB. Soal: waktu izin. Jawaban paling lambat 27/3/2026 bila nama ada. "
        f"Kode: {code}. Siapa nama Anda?"
    )
    assert len(siti.last_reply) <= 160


async def test_after_an_outage_what_waits_is_read_before_any_timer_fires(office: OfficeUnderTest) -> None:
    """The name came in while no worker ran; three working days later it is read first, so nothing is demoted."""
    siti = office.citizen("telegram", "4711")
    await siti.says("izin hosting saya belum terbit sudah 3 minggu")
    office.later(seconds=2)
    await office.clockwork()
    await siti.says("Siti Aminah")
    office.at(NOON + timedelta(days=9))
    await office.clockwork()
    await office.clockwork()
    assert await kind_of(office) == "complaint"
    assert await office.value("SELECT state FROM cases") == "open"


async def test_a_new_matter_begins_when_it_was_told_not_when_it_was_called_new(office: OfficeUnderTest) -> None:
    """Between the telling and the word "baru" lie hours and another message; its messages go with the new case."""
    siti = office.citizen()
    await siti.says(COMPLETE)
    office.later(hours=1)
    assert "tambahan" in (await siti.says("KTP anak saya dua bulan belum dicetak di kecamatan.")).lower()
    office.later(hours=20)
    await siti.says("STATUS")
    office.later(hours=1)
    await siti.says("2")
    told, called = NOON + timedelta(hours=1), NOON + timedelta(hours=22)
    assert await office.rows("SELECT number, received_at FROM cases ORDER BY id") == [
        ("26-00001-59", NOON),
        ("26-00002-56", told),
    ]
    of_new = "SELECT arrived_at FROM messages JOIN cases ON cases.id = case_id WHERE number = '26-00002-56'"
    assert await office.rows(f"{of_new} AND author = 'citizen' ORDER BY messages.id") == [(told,), (called,)]
    opened = "SELECT payload->'evidence' FROM ledger WHERE kind = 'opened' ORDER BY id DESC LIMIT 1"
    evidence = await office.value(opened)
    of_told = await office.value("SELECT evidence FROM messages WHERE arrived_at = :at AND author = 'citizen'", at=told)
    assert of_told in evidence


async def test_an_id_of_another_channel_names_no_case(office: OfficeUnderTest) -> None:
    """Two providers may give the same id; only the one whose channel this is can mean our message."""
    siti = office.citizen()
    await siti.says(COMPLETE)
    await siti.says("KTP anak saya dua bulan belum dicetak di kecamatan.")
    await siti.says("2")
    first, conversation = (await office.rows("SELECT provider_id, conversation_id FROM outbox ORDER BY id LIMIT 1"))[0]
    async with office.parts.engine.begin() as db:
        here = await outbox.case_answered(db, conversation, "email", [first])
        elsewhere = await outbox.case_answered(db, conversation, "sms", [first])
    assert here is not None
    assert elsewhere is None


async def test_a_matter_stops_growing_and_its_messages_stay_whole(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(NAMELESS)
    for _ in range(3):
        await siti.says("Izin hosting saya belum terbit dan petugas loket tidak mau menerima berkas. " * 60)
    assert await office.value("SELECT length(matter) FROM cases") == LONGEST_MATTER
    assert await office.value("SELECT count(*) FROM messages WHERE length(text) > 4000") == 3
