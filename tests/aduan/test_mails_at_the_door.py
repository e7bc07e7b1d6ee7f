"""Every mail of the corpus at the real door: kept whole, byte by byte, once, answered unless a machine wrote it."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from aduan.database import Database
from aduan.receiving import mail_receiver
from aduan.smtp import SmtpDoor, open_door
from channels.email import Email
from tests.aduan.shared import office_on
from tests.fakes import Postman
from tests.mails.large import LARGE
from tests.mails.made import OURS, Made
from tests.mails.write import HERE
from tests.office import NOON, OfficeUnderTest

FILES = sorted(HERE.glob("*.eml"))


@pytest.fixture(scope="module")
async def working(
    server: Database, pattern: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[OfficeUnderTest]:
    async with office_on(server, pattern, tmp_path_factory.mktemp("office")) as working:
        working.at(NOON)
        yield working


@pytest.fixture(scope="module")
async def door(working: OfficeUnderTest) -> AsyncIterator[SmtpDoor]:
    door = await open_door(
        "127.0.0.1",
        0,
        receive=mail_receiver(replace(working.parts, channels={"email": Email(OURS)})),
        accepts=lambda address: address == OURS,
        now=working.parts.now,
        hostname="mx.aduan.test",
    )
    yield door
    await door.close(patience=0.2)


def on_disk(name: str) -> tuple[bytes, dict[str, Any]]:
    """A mail and what must come out of it."""
    return (HERE / f"{name}.eml").read_bytes(), json.loads((HERE / f"{name}.json").read_text())


async def brought(door: SmtpDoor, body: bytes, envelope: str, recipient: str) -> str:
    """The door's answer to these very bytes, or to the first step it refuses."""
    postman = await Postman.calls(door.port)
    for line in ("EHLO mx.warga.test", f"MAIL FROM:<{envelope}>", f"RCPT TO:<{recipient}>", "DATA"):
        answer = await postman.says(line)
        if answer[0] not in "23":
            postman.leaves()
            return answer
    assert body.endswith(b"\r\n")
    answer = await postman.says((b"\r\n" + body).replace(b"\r\n.", b"\r\n..")[2:] + b".")
    postman.leaves()
    return answer


async def kept(office: OfficeUnderTest, body: bytes) -> list[tuple[bytes, str, list[str], list[str], int]]:
    rows = await office.rows(
        """
        SELECT content, automatic, marks, ARRAY(
            SELECT name || ' | ' || media_type FROM attachments WHERE message_id = messages.id ORDER BY id
        ), (SELECT count(*) FROM outbox WHERE outbox.conversation_id = messages.conversation_id)
        FROM messages JOIN blobs ON sha256 = original WHERE original = :sha
        """,
        sha=sha256(body).digest(),
    )
    return [(bytes(content), *rest) for content, *rest in rows]


@pytest.mark.parametrize("name", [file.stem for file in FILES])
async def test_a_mail_of_the_corpus_is_kept_whole_and_once(working: OfficeUnderTest, door: SmtpDoor, name: str) -> None:
    body, known = on_disk(name)
    answer = await brought(door, body, known["envelope"], known["recipient"])
    assert answer.startswith("550 5.7.1" if known["refused"] else "250 2.0.0"), answer
    if known["refused"]:
        assert await kept(working, body) == []
        return
    assert (await brought(door, body, known["envelope"], known["recipient"])).startswith("250 2.0.0")
    ((content, automatic, marks, attachments, replies),) = await kept(working, body)
    assert content == body
    assert (automatic, marks, attachments) == (known["automatic"], known["marks"], known["attachments"])
    if automatic:
        assert replies == 0, "no machine is answered"
    assert await working.value("SELECT count(*) FROM quarantine") == 0


@pytest.mark.parametrize("made", LARGE, ids=lambda made: made.name)
async def test_a_mail_made_to_exhaust_us_is_kept_whole(working: OfficeUnderTest, door: SmtpDoor, made: Made) -> None:
    assert (await brought(door, made.body, made.envelope, OURS)).startswith("250 2.0.0")
    ((content, _, marks, *_),) = await kept(working, made.body)
    assert content == made.body
    assert marks == list(made.marks)
    assert await working.value("SELECT count(*) FROM quarantine") == 0


async def test_nobody_who_is_a_person_was_left_without_an_answer(working: OfficeUnderTest) -> None:
    """After all of the above, and once the clockwork has read the attached letters."""
    for _ in range(20):
        working.later(minutes=5)
        await working.clockwork()
        if not await working.value("SELECT count(*) FROM attachments WHERE text_due"):
            break
    await working.clockwork()
    silent = await working.rows("""
        SELECT handle, messages.subject FROM messages JOIN addresses USING (conversation_id)
        WHERE author = 'citizen' AND automatic = '' AND NOT EXISTS (
            SELECT 1 FROM outbox WHERE outbox.conversation_id = messages.conversation_id)
    """)
    assert silent == []
