"""The main job: a citizen writes, the office records, completes, decides and acknowledges."""

import asyncio
import secrets
from datetime import UTC, date, datetime, timedelta

import pytest

from core.messages import Attachment, Automatic, CannotSend, Outbound, TryLater
from core.procedures.seal import signed_text
from core.rules.ledger import first_break
from core.store import ledger
from core.store.new_rows import NewRows
from tests.office import NOON, OfficeUnderTest

COMPLETE = "Saya Siti Aminah. Izin hosting saya belum terbit, sudah 3 minggu."
NAMELESS = "Izin hosting saya belum terbit, sudah 3 minggu."


async def test_a_named_citizen_gets_a_number_a_date_and_the_clause(office: OfficeUnderTest) -> None:
    reply = await office.citizen().says(COMPLETE)
    assert "26-00001-59" in reply
    assert "Senin, 2 Maret 2026 pukul 12.00 WIB" in reply
    assert "lamanya waktu pengurusan, bidang perindustrian" in reply
    assert "Kamis, 26 Maret 2026" not in reply  # Nyepi and the joint leave of Idul Fitri do not count
    assert "paling lambat Jumat, 27 Maret 2026" in reply
    assert "K6.4" in reply


async def test_number_first_patience_after(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    first = await siti.says(NAMELESS)
    assert "26-00001-59" in first
    assert "pukul 12.00 WIB" in first
    assert first.rstrip().endswith("bila tidak ingin menyebutnya.")
    second = await siti.says("Siti Aminah")
    assert "Pengaduan Anda sudah tercatat" in second
    assert "26-00001-59" in second


async def test_the_first_reply_says_what_is_kept_and_where_to_read_more(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    assert "/privasi" in await siti.says(NAMELESS)
    assert "/privasi" not in await siti.says("Siti Aminah")


async def test_the_same_mail_twice_is_one_case_and_one_reply(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    first = await siti.says(COMPLETE, provider_id="sama@warga.test")
    second = await siti.says(COMPLETE, provider_id="sama@warga.test")
    assert first
    assert not second
    assert await office.value("SELECT count(*) FROM cases") == 1


async def test_fifty_citizens_three_times_each_at_once_are_fifty_cases(office: OfficeUnderTest) -> None:
    citizens = [office.citizen(handle=f"warga{n}@warga.test") for n in range(50)]
    mails = [citizen.writes(COMPLETE, provider_id=f"p{n}") for n, citizen in enumerate(citizens) for _ in range(3)]
    fresh = await asyncio.gather(*(office.parts.intake.receive(mail, now=office.now) for mail in mails))
    await office.send_what_is_due()
    assert sum(fresh) == 50
    assert await office.value("SELECT count(*) FROM cases") == 50
    assert await office.value("SELECT count(DISTINCT number) FROM cases") == 50
    assert [len(citizen.replies) for citizen in citizens] == [1] * 50


async def test_ten_messages_of_one_citizen_at_once_are_one_talk_in_order(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    mails = [siti.writes(NAMELESS if n == 0 else f"Tambahan nomor {n} untuk laporan saya.") for n in range(10)]
    await asyncio.gather(*(office.parts.intake.receive(mail, now=office.now) for mail in mails))
    assert await office.value("SELECT count(*) FROM cases") == 1
    texts = [row[0] for row in await office.rows("SELECT text FROM messages WHERE author = 'citizen' ORDER BY id")]
    assert texts == [mail.text for mail in mails]


async def test_one_citizens_trouble_is_nobody_elses(office: OfficeUnderTest) -> None:
    """Both mails share a transaction; the one that cannot be recorded is turned away alone."""
    good = office.citizen(handle="baik@warga.test").writes(COMPLETE)
    bad = office.citizen(handle="buruk@warga.test").writes(COMPLETE, provider_id=secrets.token_hex(9_000))
    kept, refused = await asyncio.gather(
        office.parts.intake.receive(good, now=office.now),
        office.parts.intake.receive(bad, now=office.now),
        return_exceptions=True,
    )
    assert kept is True
    assert isinstance(refused, Exception)
    assert await office.value("SELECT count(*) FROM cases") == 1


# --- silence, suggestion and back ------------------------------------------------------------------------------------


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


# --- words that work -------------------------------------------------------------------------------------------------


async def test_status_shows_only_ones_own_case(office: OfficeUnderTest) -> None:
    await office.citizen().says(COMPLETE)
    stranger = office.citizen(handle="orang.lain@warga.test")
    assert "tidak dikirim dari sini" in await stranger.says("STATUS 26-00001-59")
    assert "sedang ditangani" in await office.citizen().says("STATUS 26-00001-59")


async def test_status_with_the_code_shows_it_from_elsewhere(office: OfficeUnderTest) -> None:
    await office.citizen().says(COMPLETE)
    code = office.parts.tokens.code(await office.value("SELECT id FROM cases"))
    stranger = office.citizen(handle="anaknya@warga.test")
    assert "sedang ditangani" in await stranger.says(f"STATUS 26-00001-59 {code}")


async def test_why_names_every_decision_with_its_clause_and_facts(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(COMPLETE)
    reply = await siti.says("KENAPA")
    assert "K6.4" in reply
    assert "paling lambat 14 (empat belas) hari kerja" in reply
    assert "identitas: ada" in reply


async def test_cancel_asks_once_and_stops_every_clock(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(COMPLETE)
    assert "Yakin?" in await siti.says("BATAL")
    await siti.says("ya")
    assert await office.value("SELECT state FROM cases") == "withdrawn"
    assert await office.value("SELECT count(*) FROM clocks WHERE met_at IS NULL") == 0


async def test_an_officer_is_called_always_and_the_bot_keeps_quiet(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(COMPLETE)
    assert "petugas" in await siti.says("PETUGAS")
    assert await office.value("SELECT count(*) FROM alarms WHERE kind = 'officer_called'") == 1
    assert not await siti.says("Halo, ada orang?")


async def test_confidential_is_named_but_hidden_and_stays_a_complaint(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(f"{COMPLETE} Tolong rahasiakan nama saya.")
    await siti.says("1")
    assert await office.value("SELECT identity FROM reporters") == "confidential"
    assert await kind_of(office) == "complaint"


async def test_no_name_at_all_is_a_suggestion_at_once(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(NAMELESS)
    reply = await siti.says("LEWATI")
    assert await kind_of(office) == "suggestion"
    assert "K6.5b" in reply


# --- questions, thanks, other matters --------------------------------------------------------------------------------


async def test_a_question_about_a_service_with_a_standard_is_answered_at_once(office: OfficeUnderTest) -> None:
    reply = await office.citizen().says("biaya izin hosting berapa ya?")
    assert "Gratis" in reply
    assert "K4" in reply
    assert await office.rows("SELECT state, legal_kind FROM cases") == [("answered", "information")]
    assert await office.value("SELECT ended_as FROM clocks") == "answered"


async def test_another_permits_question_never_gets_the_hosting_answer(office: OfficeUnderTest) -> None:
    reply = await office.citizen().says("biaya izin reklame berapa ya?")
    assert "Gratis" not in reply
    assert await office.value("SELECT legal_kind FROM cases") == "information"


async def test_thanks_make_no_case_and_get_one_friendly_word_a_day(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    assert "Sama-sama" in await siti.says("Terima kasih banyak atas bantuannya")
    assert not await siti.says("makasih ya")
    office.later(days=1)
    assert await siti.says("terima kasih")
    assert await office.value("SELECT count(*) FROM cases") == 0
    assert await office.value("SELECT count(*) FROM messages WHERE author = 'citizen'") == 3


async def test_a_matter_of_another_office_is_proposed_never_dropped(office: OfficeUnderTest) -> None:
    reply = await office.citizen().says("Saya Joko Purnomo. KTP saya sudah 4 bulan belum jadi di Disdukcapil.")
    assert "instansi lain" in reply
    assert await kind_of(office) == "complaint"
    assert await office.value("SELECT count(*) FROM clocks WHERE rule = 'answer-due' AND met_at IS NULL") == 1


async def test_filed_late_is_proposed_to_an_officer(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    reply = await siti.says("Saya Siti Aminah. Izin hosting saya terbit tanggal 5 Januari 2026 tapi datanya salah.")
    assert "K6.3" in reply
    assert await office.rows("SELECT rule, force FROM decisions WHERE rule = 'filed-late'") == [("filed-late", "may")]
    assert await kind_of(office) == "complaint"


@pytest.mark.parametrize("why", list(Automatic))
async def test_automatic_mail_is_kept_and_never_answered(office: OfficeUnderTest, why: Automatic) -> None:
    assert not await office.citizen().says("Saya sedang cuti.", automatic=why)
    assert await office.value("SELECT automatic FROM messages") == why
    assert await office.value("SELECT count(*) FROM outbox") == 0
    assert await office.value("SELECT count(*) FROM cases") == 0


# --- the record ------------------------------------------------------------------------------------------------------


async def test_every_automatic_decision_quotes_a_clause_of_the_standard(office: OfficeUnderTest) -> None:
    for number, words in enumerate((COMPLETE, NAMELESS, "biaya izin hosting?", "Usul: buka loket hari Sabtu.")):
        await office.citizen(handle=f"w{number}@warga.test").says(words)
    taken = await office.rows("SELECT clause, clause_text, standard_version, calendar_version FROM decisions")
    assert len(taken) == 4
    for clause, quoted, standard, calendar in taken:
        assert office.parts.files.main.clause(clause).text == quoted
        assert (standard, calendar) == (office.parts.files.main.version, office.parts.files.calendar.version)


async def test_every_cases_ledger_holds_together_and_is_sealed(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(NAMELESS)
    await siti.says("Siti Aminah")
    await siti.says("KENAPA")
    case, head = (await office.rows("SELECT id, ledger_hash FROM cases"))[0]
    async with office.parts.engine.begin() as db:
        entries = await ledger.entries_of_case(db, case)
    assert [e.kind for e in entries] == ["opened", "decided", "replied", "decided", "replied", "replied"]
    assert first_break(entries, head=bytes(head)) is None
    await office.clockwork()
    assert await office.value("SELECT count(*) FROM ledger WHERE seal_id IS NULL") == 0
    async with office.parts.engine.begin() as db:
        link = await ledger.last_seal(db)
    assert link is not None
    signed = signed_text(link.id, link.entries, bytes(link.digest), bytes(link.previous))
    office.parts.keys.seal.public_key().verify(bytes(link.signature), signed)  # raises where it does not fit


async def test_the_ledger_holds_no_word_and_no_name(office: OfficeUnderTest) -> None:
    await office.citizen().says(COMPLETE)
    written = str(await office.rows("SELECT payload FROM ledger"))
    assert "Siti" not in written
    assert "warga.test" not in written
    assert "hosting" not in written


async def test_a_late_decree_moves_the_day_and_the_citizen_hears_of_it(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(COMPLETE)
    await office.proclaim(date(2026, 3, 10), "Libur luar biasa")
    await office.clockwork()
    due, promised = (await office.rows("SELECT due_on, promised_on FROM clocks"))[0]
    assert due == promised == date(2026, 3, 30)
    assert "Senin, 30 Maret 2026" in siti.last_reply


# --- the post --------------------------------------------------------------------------------------------------------


async def test_a_relay_that_is_away_gets_the_same_message_later(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    office.post["email"].refuses = [TryLater("greylisted"), TryLater("busy")]
    await siti.says(COMPLETE)
    assert not siti.replies
    for _ in range(2):
        office.later(minutes=5)
        await office.send_what_is_due()
    assert len(siti.replies) == 1
    assert await office.value("SELECT tries FROM outbox") == 3
    assert siti.replies[0].id == await office.value("SELECT public_id FROM outbox")


async def test_a_message_refused_for_good_raises_an_alarm(office: OfficeUnderTest) -> None:
    office.post["email"].refuses = [CannotSend("550 no such user")]
    await office.citizen().says(COMPLETE)
    assert await office.value("SELECT state FROM outbox") == "failed"
    assert await office.rows("SELECT kind, detail FROM alarms") == [("not_delivered", "550 no such user")]


async def test_retries_have_an_end_and_the_end_raises_an_alarm(office: OfficeUnderTest) -> None:
    office.post["email"].refuses = [TryLater("busy") for _ in range(200)]
    await office.citizen().says(COMPLETE)
    for _ in range(60):
        office.later(hours=5)
        await office.send_what_is_due()
    assert await office.value("SELECT state FROM outbox") == "failed"
    assert await office.value("SELECT count(*) FROM alarms WHERE kind = 'not_delivered'") == 1


async def test_within_a_conversation_messages_leave_in_order(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    office.post["email"].refuses = [TryLater("busy")]
    await siti.says(NAMELESS)
    await siti.says("Siti Aminah")
    assert not siti.replies
    office.later(minutes=5)
    await office.send_what_is_due()
    assert [reply.text.splitlines()[0] for reply in siti.replies] == [
        "Laporan Anda sudah tercatat.",
        "Terima kasih, Siti Aminah.",
    ]


async def test_a_message_whose_worker_died_is_taken_again(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await office.parts.intake.receive(siti.writes(COMPLETE), now=office.now)
    await office.rows("UPDATE outbox SET state = 'sending', claimed_at = now() RETURNING id")
    await office.rows("UPDATE outbox SET claimed_at = :now RETURNING id", now=office.now)
    await office.send_what_is_due()
    assert not siti.replies
    office.later(minutes=6)
    await office.send_what_is_due()
    assert len(siti.replies) == 1


# --- threads ---------------------------------------------------------------------------------------------------------


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
    await siti.says("Parkir di kantor ditarik 5000 tanpa karcis, ini pungli.")
    await siti.says("2")
    assert await office.value("SELECT count(*) FROM cases") == 2
    await siti.says("Ini tambahan bukti untuk yang pertama.", answers=(first.id,))
    case = await office.value(
        "SELECT number FROM cases JOIN messages ON case_id = cases.id ORDER BY messages.id DESC LIMIT 1"
    )
    assert case == "26-00001-59"


async def kind_of(office: OfficeUnderTest) -> str:
    return str(await office.value("SELECT legal_kind FROM cases ORDER BY id DESC LIMIT 1"))


async def rules_on_record(office: OfficeUnderTest) -> list[str]:
    return [row[0] for row in await office.rows("SELECT rule FROM decisions WHERE force = 'shall' ORDER BY id")]


# --- messengers: one breath, one reply --------------------------------------------------------------------------------


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
    assert siti.last_reply == (
        "Laporan 26-00001-59 tercatat 2/3 12.00 WIB. Soal: waktu izin. Jawaban paling lambat 27/3/2026 bila nama ada. "
        "Siapa nama Anda?"
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


# --- beside the desk --------------------------------------------------------------------------------------------------


async def test_an_officers_word_on_tags_and_kind_stands_whatever_the_citizen_adds(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says(NAMELESS)
    case = await office.value("SELECT id FROM cases")
    async with office.parts.engine.begin() as db:
        rows = NewRows()
        rows.change("cases", case, sector="kesehatan", components=["biaya"])
        rows.add("tags", case_id=case, author="officer:7", kind="complaint", sector="kesehatan", components=["biaya"],
                 unsure=[], confidence={}, evidence=[], language="id", model="", at=office.now)  # fmt: skip
        await rows.save(db)
    await siti.says("Siti Aminah")
    assert await office.rows("SELECT sector, components FROM cases") == [("kesehatan", ["biaya"])]


async def test_an_unnamed_report_of_a_levy_is_a_suggestion_and_an_alarm(office: OfficeUnderTest) -> None:
    siti = office.citizen()
    await siti.says("petugas minta 500 ribu supaya izin cepat keluar")
    await siti.says("LEWATI")
    assert await kind_of(office) == "suggestion"
    assert await office.value("SELECT count(*) FROM alarms WHERE kind = 'unnamed_danger'") == 1


async def test_what_was_sent_while_another_round_was_recorded_is_remembered(office: OfficeUnderTest) -> None:
    """Thirty messages leave at once, round after round; none is left behind as if it were still being sent."""
    citizens = [office.citizen(handle=f"w{n}@warga.test") for n in range(30)]
    post = office.post["email"]
    quick = post.send

    async def send(message: Outbound) -> str:
        await asyncio.sleep(0.001 * (len(post.sent) % 3))
        return await quick(message)

    post.send = send  # type: ignore[method-assign]
    for citizen in citizens:
        await office.parts.intake.receive(citizen.writes(COMPLETE), now=office.now)
    stop = asyncio.Event()
    sending = asyncio.create_task(office.parts.senders["email"].run(stop, poll=0.01))
    async with asyncio.timeout(20):
        while len(post.sent) < 30:  # noqa: ASYNC110 nothing tells when a message has left
            await asyncio.sleep(0.01)
    stop.set()
    await sending
    assert await office.value("SELECT count(*) FROM outbox WHERE state = 'sent'") == 30


async def test_a_word_that_works_works_under_any_subject(office: OfficeUnderTest) -> None:
    assert "Belum ada laporan Anda di sini" in await office.citizen().says("STATUS", subject="Pengaduan")
    assert await office.value("SELECT count(*) FROM cases") == 0
