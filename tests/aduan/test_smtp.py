"""The office's mail door, spoken to by other people's mail servers."""

import asyncio
import logging
import socket
from datetime import UTC, datetime

import pytest

from aduan.ports import PortInUse
from aduan.smtp import open_door
from aduan.smtp_limits import Limits
from core.messages import Delivery
from tests.fakes import Postman

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
MAIL = b"From: Siti <siti@surel.test>\r\nSubject: Izin\r\n\r\nIzin saya belum terbit.\r\n"


class Office:
    """A door that keeps what it receives in a list, or does what it was told instead."""

    def __init__(self) -> None:
        self.kept: list[Delivery] = []
        self.trouble: Exception | None = None
        self.goes_on = asyncio.Event()
        self.goes_on.set()
        self.at_work = 0
        self.most_at_work = 0

    async def receive(self, delivery: Delivery) -> None:
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        try:
            await self.goes_on.wait()
            if self.trouble:
                raise self.trouble
            self.kept.append(delivery)
        finally:
            self.at_work -= 1

    async def is_keeping(self, count: int) -> None:
        async with asyncio.timeout(5):
            while self.at_work < count:  # noqa: ASYNC110
                await asyncio.sleep(0.005)

    async def open(self, *, tls=None, **limits):
        self.door = await open_door(
            "127.0.0.1",
            0,
            receive=self.receive,
            accepts=lambda address: address == "pengaduan@aduan.test",
            now=lambda: NOON,
            hostname="mx.aduan.test",
            limits=Limits(**limits),
            tls=tls,
        )
        return self


@pytest.fixture
async def office():
    office = await Office().open()
    yield office
    await office.door.close(patience=0.2)


@pytest.fixture
async def postman(office):
    postman = await Postman.calls(office.door.port)
    yield postman
    postman.leaves()


async def test_a_mail_is_kept_as_it_came_with_its_envelope(office, postman):
    assert await postman.brings(MAIL) == "250 2.0.0 Kept"
    assert office.kept == [
        Delivery(
            channel="email",
            body=MAIL,
            arrived_at=NOON,
            envelope_from="siti@surel.test",
            envelope_to=("pengaduan@aduan.test",),
        )
    ]


async def test_250_is_said_only_after_the_mail_is_kept(office, postman):
    office.goes_on.clear()
    answer = asyncio.create_task(postman.brings(MAIL))
    await office.is_keeping(1)
    await asyncio.sleep(0.05)
    assert not answer.done()
    office.goes_on.set()
    assert await answer == "250 2.0.0 Kept"


async def test_trouble_of_ours_is_a_plain_451_and_says_nothing_about_the_mail(office, postman, caplog):
    office.trouble = RuntimeError("cannot store the mail of siti@surel.test: Izin saya belum terbit")
    assert await postman.brings(MAIL) == "451 4.3.0 This office cannot take the mail now, please send it again later"
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert "RuntimeError" in record.getMessage()
    assert "test_smtp.py" in record.getMessage()
    assert "siti" not in caplog.text
    assert "belum terbit" not in caplog.text


async def test_after_trouble_the_same_mail_is_taken_on_the_same_connection(office, postman):
    office.trouble = RuntimeError()
    await postman.brings(MAIL)
    office.trouble = None
    assert (await postman.brings(MAIL)).startswith("250")


async def test_a_keeping_that_never_ends_becomes_451():
    office = await Office().open(patience=0.1)
    office.goes_on.clear()
    postman = await Postman.calls(office.door.port)
    assert (await postman.brings(MAIL)).startswith("451 4.3.0")
    postman.leaves()
    await office.door.close(patience=0.2)


async def test_trouble_in_the_list_of_our_addresses_is_a_451_too():
    def accepts(address: str) -> bool:
        raise ValueError(address)

    async def receive(delivery: Delivery) -> None: ...

    door = await open_door("127.0.0.1", 0, receive=receive, accepts=accepts, now=lambda: NOON)
    postman = await Postman.calls(door.port)
    assert (await postman.brings(MAIL)).startswith("451 4.3.0")
    postman.leaves()
    await door.close(patience=0.2)


@pytest.mark.parametrize("recipient", ["orang@lain.test", "pengaduan@lain.test", "pengaduan.x@aduan.test"])
async def test_mail_for_others_is_refused(office, postman, recipient):
    assert (await postman.brings(MAIL, to=recipient)).startswith("550 5.7.1")
    assert office.kept == []


@pytest.mark.parametrize("recipient", ["pengaduan+1f-abcd2345@aduan.test", "PENGADUAN+1F-ABCD@Aduan.TEST"])
async def test_our_address_with_a_token_is_ours(office, postman, recipient):
    assert (await postman.brings(MAIL, to=recipient)).startswith("250")
    assert office.kept[0].envelope_to == (recipient,)


async def test_the_null_sender_is_told_apart_from_no_envelope(office, postman):
    assert (await postman.brings(MAIL, sender="")).startswith("250")
    assert office.kept[0].envelope_from == "<>"


@pytest.mark.parametrize(
    "command",
    [
        b"MAIL FROM:<a\xff@b.test>",
        b"MAIL FROM:<>x<",
        b"MAIL FROM:<@@@>",
        b"MAIL FROM:",
        b"MAIL FROM:<(((@a>",
    ],
)
async def test_a_sender_that_is_none_is_refused_for_good(postman, command):
    await postman.says("EHLO x")
    assert (await postman.says(command)).startswith("5")


async def test_letters_beyond_ascii_are_welcome(office, postman):
    assert "SMTPUTF8" in await postman.says("EHLO x")
    assert (await postman.brings(MAIL, sender="déwi@surel.test")).startswith("250")
    assert office.kept[0].envelope_from == "déwi@surel.test"


async def test_the_size_limit_is_told_and_kept():
    office = await Office().open(size_limit=1000)
    postman = await Postman.calls(office.door.port)
    assert "SIZE 1000" in await postman.says("EHLO x")
    assert (await postman.says("MAIL FROM:<a@b.test> SIZE=1001")).startswith("552")
    assert (await postman.brings(b"x" * 996 + b"\r\n")).startswith("250")
    assert (await postman.brings(b"x" * 999 + b"\r\n")).startswith("552 5.3.4")
    assert (await postman.brings(b"x\r\n" * 100_000)).startswith("552 5.3.4")
    assert (await postman.brings(MAIL)).startswith("250")
    assert [len(delivery.body) for delivery in office.kept] == [998, len(MAIL)]
    postman.leaves()
    await office.door.close(patience=0.2)


async def test_a_long_line_is_no_reason_to_lose_a_mail(office, postman):
    mail = b"Subject: x\r\n\r\n" + b"panjang " * 50_000 + b"\r\n"
    assert (await postman.brings(mail)).startswith("250")
    assert office.kept[0].body == mail


@pytest.mark.parametrize(
    "mail",
    [
        pytest.param(b".\r\n..\r\nx\r\n.y\r\n", id="dots"),
        pytest.param(b"\r\n", id="an empty line"),
        pytest.param(b".\r\n", id="a dot alone"),
        pytest.param(b"a\r\n" * 200_000, id="many lines"),
        pytest.param(bytes(range(14, 256)) + b"\r\n", id="all bytes"),
    ],
)
async def test_every_line_arrives_as_it_was_written(office, postman, mail):
    assert (await postman.brings(mail)).startswith("250")
    assert office.kept[0].body == mail


async def test_a_mail_of_nothing_is_a_mail(office, postman):
    for line in ("EHLO x", "MAIL FROM:<a@b.test>", "RCPT TO:<pengaduan@aduan.test>", "DATA"):
        await postman.says(line)
    assert (await postman.says(".")).startswith("250")
    assert office.kept[0].body == b""


@pytest.mark.parametrize("end", [b"\n.\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r", b"\r.\r\n", b"\r\n\0.\r\n"])
async def test_no_second_mail_is_smuggled_behind_a_false_end(office, postman, end):
    smuggled = b"halo" + end + b"MAIL FROM:<bupati@pemda.test>\r\nRCPT TO:<pengaduan@aduan.test>\r\nDATA\r\npalsu\r\n"
    for line in ("EHLO x", "MAIL FROM:<a@b.test>", "RCPT TO:<pengaduan@aduan.test>", "DATA"):
        await postman.says(line)
    assert (await postman.says(smuggled + b".")).startswith("250")
    assert [delivery.envelope_from for delivery in office.kept] == ["a@b.test"]


async def test_a_final_dot_in_pieces_is_still_the_end(office, postman):
    for line in ("EHLO x", "MAIL FROM:<a@b.test>", "RCPT TO:<pengaduan@aduan.test>", "DATA"):
        await postman.says(line)
    for piece in (b"halo\r", b"\n", b".", b"\r", b"\n"):
        postman.utters(piece)
        await asyncio.sleep(0.01)
    assert (await postman.hears()).startswith("250")
    assert office.kept[0].body == b"halo\r\n"


async def test_what_follows_a_mail_in_the_same_breath_is_heard(office, postman):
    for line in ("EHLO x", "MAIL FROM:<a@b.test>", "RCPT TO:<pengaduan@aduan.test>", "DATA"):
        await postman.says(line)
    assert (await postman.says(b"halo\r\n.\r\nMAIL FROM:<c@d.test>\r\nNOOP")).startswith("250 2.0.0")
    assert (await postman.hears()).startswith("250")
    assert (await postman.hears()).startswith("250")


async def test_addresses_are_not_confirmed_to_the_curious(postman):
    await postman.says("EHLO x")
    ours, another = await postman.says("VRFY pengaduan@aduan.test"), await postman.says("VRFY orang@lain.test")
    assert ours == another
    assert ours.startswith("252")
    assert (await postman.says("EXPN pengaduan")).startswith("502")


async def test_nobody_is_offered_a_login(postman):
    offers = await postman.says("EHLO x")
    assert "AUTH" not in offers
    assert offers.splitlines()[-1].startswith("250 ")
    assert (await postman.says("AUTH PLAIN AGEAYQ==")).startswith("5")


async def test_recipients_are_limited():
    office = await Office().open(recipients_limit=2)
    postman = await Postman.calls(office.door.port)
    await postman.says("EHLO x")
    await postman.says("MAIL FROM:<a@b.test>")
    answers = [await postman.says(f"RCPT TO:<pengaduan+{n}@aduan.test>") for n in range(3)]
    assert [answer[:3] for answer in answers] == ["250", "250", "452"]
    postman.leaves()
    await office.door.close(patience=0.2)


async def test_a_caller_that_only_asks_for_help_is_sent_away(postman):
    answers = [await postman.says("HELP") for _ in range(51)]
    assert answers[0].startswith("250")
    assert answers[-1].startswith("421")


async def test_a_silent_caller_is_sent_away():
    office = await Office().open(silence=0.1)
    postman = await Postman.calls(office.door.port)
    assert await postman.hears() == ""
    await office.door.close(patience=0.2)


async def test_the_log_names_nobody(office, postman, caplog):
    caplog.set_level(logging.DEBUG)
    await postman.brings(MAIL)
    await postman.brings(MAIL, to="orang@lain.test")
    await postman.says("SITI")
    assert not [record for record in caplog.records if record.name == "mail.log"]
    assert "surel" not in caplog.text


async def test_only_so_many_mails_are_kept_at_once():
    office = await Office().open(at_once=2)
    office.goes_on.clear()
    postmen = [await Postman.calls(office.door.port) for _ in range(5)]
    answers = [asyncio.create_task(postman.brings(MAIL)) for postman in postmen]
    await office.is_keeping(2)
    await asyncio.sleep(0.1)
    assert office.at_work == 2
    office.goes_on.set()
    assert {answer[:3] for answer in await asyncio.gather(*answers)} == {"250"}
    assert (office.most_at_work, len(office.kept)) == (2, 5)
    for postman in postmen:
        postman.leaves()
    await office.door.close(patience=0.2)


async def test_a_mail_is_kept_even_when_its_sender_hangs_up_meanwhile(office, postman):
    office.goes_on.clear()
    answer = asyncio.create_task(postman.brings(MAIL))
    await office.is_keeping(1)
    answer.cancel()
    postman.leaves()
    await asyncio.sleep(0.1)
    office.goes_on.set()
    await asyncio.sleep(0.1)
    assert len(office.kept) == 1


async def test_a_mail_cut_off_before_its_end_is_not_kept(office, postman):
    for line in ("EHLO x", "MAIL FROM:<a@b.test>", "RCPT TO:<pengaduan@aduan.test>", "DATA"):
        await postman.says(line)
    postman.begins(b"Subject: x\r\n\r\nhanya separ")
    postman.leaves()
    await asyncio.sleep(0.1)
    assert office.kept == []


async def test_a_closing_door_lets_a_mail_under_way_finish():
    office = await Office().open()
    office.goes_on.clear()
    busy, idle = await Postman.calls(office.door.port), await Postman.calls(office.door.port)
    answer = asyncio.create_task(busy.brings(MAIL))
    await office.is_keeping(1)
    closing = asyncio.create_task(office.door.close(patience=5))
    assert (await idle.hears()).startswith("421 4.3.2")
    office.goes_on.set()
    assert (await answer).startswith("250")
    assert (await busy.hears()).startswith("421 4.3.2")
    await asyncio.wait_for(closing, 2)
    with pytest.raises(OSError):  # noqa: PT011 refused or reset, as the system likes
        await Postman.calls(office.door.port)


async def test_a_closing_door_does_not_wait_for_ever():
    office = await Office().open()
    office.goes_on.clear()
    busy = await Postman.calls(office.door.port)
    answer = asyncio.create_task(busy.brings(MAIL))
    await office.is_keeping(1)
    await asyncio.wait_for(office.door.close(patience=0.2), 2)
    assert not (await answer).startswith("250")
    assert office.kept == []


async def test_a_taken_port_is_one_clear_sentence():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortInUse, match=f"Port {port} on 127.0.0.1 is taken by another program"):
            await open_door("127.0.0.1", port, receive=Office().receive, accepts=bool, now=lambda: NOON)
