"""How the office's mail leaves, and what a relay's refusals mean."""

import asyncio
from dataclasses import replace

import pytest

from channels.email import Email
from core.messages import Address, CannotSend, MaybeSent, Outbound, TryLater
from tests.fakes import GONE, SILENCE, Answers, ScriptedRelay

MESSAGE = Outbound(id="m-1", to=Address("email", "siti@surel.test"), text=".\nHalo – Siti", subject="Halo")


@pytest.fixture
async def relay():
    async with ScriptedRelay() as relay:
        yield relay


def office(relay: ScriptedRelay, **options) -> Email:
    return Email("pengaduan@aduan.test", f"smtp://127.0.0.1:{relay.port}", **options)


async def closed_after(email: Email, message: Outbound = MESSAGE) -> str:
    try:
        return await email.send(message)
    finally:
        await email.close()


async def test_a_sent_mail_is_named_by_its_message_id(relay):
    assert await closed_after(office(relay)) == "m-1@aduan.test"
    (sunk,) = relay.mails
    assert (sunk.sender, sunk.recipients) == ("pengaduan@aduan.test", ("siti@surel.test",))
    assert sunk.message()["Message-ID"] == "<m-1@aduan.test>"
    assert sunk.message().get_body(("plain",)).get_content() == ".\nHalo – Siti"


async def test_mails_share_a_few_connections(relay):
    email = office(relay, connections=3)
    await asyncio.gather(*(email.send(replace(MESSAGE, id=f"m-{n}")) for n in range(60)))
    await email.close()
    assert relay.count == 60
    assert relay.connections == 3
    assert len({sunk.message()["Message-ID"] for sunk in relay.mails}) == 60


async def test_a_relay_that_hung_up_meanwhile_is_called_again(relay):
    email = office(relay)
    await email.send(MESSAGE)
    relay.hang_up()
    await closed_after(email)
    assert (relay.count, relay.connections) == (2, 2)


async def test_a_relay_that_has_had_enough_of_a_connection_is_called_again():
    async with ScriptedRelay({"MAIL": ["250 OK", "421 4.7.0 Too many mails on this connection"]}) as relay:
        email = office(relay)
        await email.send(MESSAGE)
        await closed_after(email)
        assert (relay.count, relay.connections) == (2, 2)


@pytest.mark.parametrize(
    ("answers", "trouble", "said"),
    [
        pytest.param({"CONNECT": ["554 5.3.2 Closed"]}, TryLater, "reached or entered", id="refused at the door"),
        pytest.param({"CONNECT": [GONE]}, TryLater, "reached or entered", id="hung up at the door"),
        pytest.param({"MAIL": ["451 4.3.0 Busy"]}, TryLater, "451 4.3.0", id="busy"),
        pytest.param({"MAIL": ["530 5.7.0 Log in"]}, TryLater, "530 5.7.0", id="our password is missing"),
        pytest.param({"MAIL": ["421 4.3.2 Closing"] * 2}, TryLater, "hung up", id="closing"),
        pytest.param({"MAIL": [GONE]}, TryLater, "hung up", id="hung up before the text"),
        pytest.param({"MAIL": ["552 5.3.4 Too big"]}, CannotSend, "552 5.3.4", id="too big"),
        pytest.param({"RCPT": ["450 4.2.2 Mailbox full"]}, TryLater, "450 4.2.2", id="full"),
        pytest.param({"RCPT": ["550 5.1.1 <siti@surel.test> unknown"]}, CannotSend, "550 5.1.1", id="no such person"),
        pytest.param({"RCPT": ["550 5.4.5 Daily limit"]}, TryLater, "550 5.4.5", id="our daily limit"),
        pytest.param({"DATA": ["451 4.7.1 Greylisted"]}, TryLater, "451 4.7.1", id="greylisted"),
        pytest.param({"DATA": [GONE]}, TryLater, "hung up", id="hung up at DATA"),
        pytest.param({"END": ["452 4.3.1 Disk full"]}, TryLater, "452 4.3.1", id="disk full"),
        pytest.param({"END": ["421 4.3.2 Closing"]}, TryLater, "421 4.3.2", id="closing after the text"),
        pytest.param({"END": ["554 5.7.1 Spam"]}, CannotSend, "554 5.7.1", id="called spam"),
        pytest.param({"END": [GONE]}, MaybeSent, "silent", id="hung up after the text"),
        pytest.param({"END": [SILENCE]}, MaybeSent, "silent", id="silent after the text"),
        pytest.param({"END": ["what?"]}, MaybeSent, "silent", id="nonsense after the text"),
        pytest.param({"RCPT": [SILENCE]}, TryLater, "not answer", id="silent before the text"),
    ],
)
async def test_what_a_relay_says_has_one_of_three_meanings(answers: Answers, trouble, said):
    async with ScriptedRelay(answers) as relay:
        with pytest.raises(trouble, match=said) as caught:
            await closed_after(office(relay, timeout=0.5))
    assert "siti" not in str(caught.value)


@pytest.mark.parametrize(
    "answers",
    [
        {"RCPT": ["550 5.1.1 Unknown"]},
        {"DATA": ["451 4.7.1 Greylisted"]},
        {"END": ["554 5.7.1 Spam"]},
        {"END": [GONE]},
        {"RCPT": [SILENCE]},
    ],
)
async def test_after_a_refusal_the_next_mail_leaves(answers: Answers):
    async with ScriptedRelay(answers) as relay:
        email = office(relay, timeout=0.5, connections=1)
        with pytest.raises((TryLater, CannotSend, MaybeSent)):
            await email.send(MESSAGE)
        await closed_after(email, replace(MESSAGE, id="m-2"))
        assert [sunk.message()["Message-ID"] for sunk in relay.mails] == ["<m-2@aduan.test>"]


async def test_a_relay_that_is_not_there_is_tried_later(relay):
    await relay.close()
    with pytest.raises(TryLater):
        await closed_after(office(relay))


async def test_without_a_relay_everything_waits():
    email = Email("pengaduan@aduan.test")
    assert not email.can_send
    with pytest.raises(TryLater, match="ADUAN_SMTP_RELAY_URL"):
        await email.send(MESSAGE)


async def test_a_bad_address_never_reaches_the_relay(relay):
    with pytest.raises(CannotSend):
        await closed_after(office(relay), replace(MESSAGE, to=Address("email", "a@b.test\r\nRSET")))
    assert relay.connections == 0


async def test_letters_beyond_ascii_need_a_relay_that_knows_them(relay):
    sundanese = replace(MESSAGE, to=Address("email", "déwi@surel.test"))
    await closed_after(office(relay), sundanese)
    assert relay.mails[0].recipients == ("déwi@surel.test",)
    async with ScriptedRelay({"EHLO": ["250 old relay"]}) as old:
        with pytest.raises(CannotSend, match="ASCII"):
            await closed_after(office(old), sundanese)


async def test_a_password_is_given_to_the_relay():
    async with ScriptedRelay({"EHLO": ["250-relay\r\n250 AUTH PLAIN"], "AUTH": ["235 2.7.0 Welcome"]}) as relay:
        await closed_after(Email("pengaduan@aduan.test", f"smtp://kantor:p%40ss@127.0.0.1:{relay.port}"))
        assert (relay.count, "AUTH" in relay.heard) == (1, True)


async def test_a_wrong_password_loses_no_mail():
    async with ScriptedRelay({"EHLO": ["250-relay\r\n250 AUTH PLAIN"], "AUTH": ["535 5.7.8 Wrong"]}) as relay:
        with pytest.raises(TryLater):
            await closed_after(Email("pengaduan@aduan.test", f"smtp://kantor:rahasia@127.0.0.1:{relay.port}"))


async def test_starttls_that_was_insisted_on_is_not_done_without(relay):
    with pytest.raises(TryLater):
        await closed_after(Email("pengaduan@aduan.test", f"smtp://127.0.0.1:{relay.port}?starttls"))
    assert relay.count == 0


@pytest.mark.parametrize("url", ["http://relay.test", "relay.test:25", "smtp://", "smtp://user:rahasia@:25"])
def test_a_relay_address_that_is_none_is_refused_without_its_password(url):
    with pytest.raises(ValueError, match="must look like") as refusal:
        Email("pengaduan@aduan.test", url)
    assert "rahasia" not in str(refusal.value)
