"""What leaves the house, in order, until it has arrived or everybody knows that it did not."""

import asyncio

from core.messages import CannotSend, Outbound, TryLater
from tests.aduan.reports import COMPLETE, NAMELESS
from tests.office import OfficeUnderTest


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
