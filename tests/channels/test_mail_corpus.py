"""What the office understands of every mail in `tests/mails`, and that no mail there is can break the reader."""

import importlib.util
import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from channels.email import Email
from core.messages import Delivery, Inbound, Receipt
from tests.mails.large import LARGE
from tests.mails.made import OURS, Made
from tests.mails.write import HERE, MADE, expected

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
SECONDS = 6.0
FILES = sorted(HERE.glob("*.eml"))


def read(body: bytes, envelope: str, recipient: str = OURS) -> tuple[Inbound, list[Receipt]]:
    message, *receipts = Email(OURS).read(Delivery("email", body, NOON, {}, envelope or "<>", (recipient,)))
    assert isinstance(message, Inbound)
    return message, [receipt for receipt in receipts if isinstance(receipt, Receipt)]


def understood(message: Inbound, receipts: list[Receipt]) -> dict[str, Any]:
    return {
        "sender": message.sender.handle,
        "subject": message.subject,
        "text": message.text,
        "attachments": [f"{item.name} | {item.media_type}" for item in message.attachments],
        "automatic": message.automatic or "",
        "marks": list(message.marks),
        "receipts": [f"{one.state} {one.provider_id or '+' + one.token}" for one in receipts],
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_must_come_out_comes_out_and_the_original_stays_whole(file: Path) -> None:
    body, known = file.read_bytes(), json.loads(file.with_suffix(".json").read_text())
    message, receipts = read(body, known["envelope"], known["recipient"])
    found = understood(message, receipts)
    assert found == {name: known[name] for name in found}
    assert message.original == body


def test_the_corpus_is_what_its_script_writes() -> None:
    assert {file.stem for file in FILES} == set(MADE)
    assert len(MADE) >= 240
    for made in MADE.values():
        assert (HERE / f"{made.name}.eml").read_bytes() == made.body
        assert (HERE / f"{made.name}.json").read_text() == expected(made)


@pytest.mark.parametrize("made", LARGE, ids=lambda made: made.name)
def test_a_mail_made_to_exhaust_us_is_read_in_time(made: Made) -> None:
    began = time.process_time()
    message, _ = read(made.body, made.envelope)
    assert time.process_time() - began < SECONDS
    assert (message.sender.handle, list(message.marks)) == (made.sender, list(made.marks))
    assert made.text in ("*", message.text)
    assert message.original == made.body


def test_the_mails_that_python_tests_itself_with_break_nothing() -> None:
    found = importlib.util.find_spec("test.test_email")
    folder = Path(found.origin).parent / "data" if found and found.origin else Path()
    mails = sorted(folder.glob("msg_*.txt"))
    if not mails:
        pytest.skip("this Python brings no mails")
    for file in mails:
        body = file.read_bytes()
        message, _ = read(body, "a@b.test")
        assert message.original == body
        assert message.provider_id
