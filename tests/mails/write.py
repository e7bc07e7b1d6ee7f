"""Writes the corpus: `python -m tests.mails.write`. Each mail as its bytes, and beside it what must come out of it."""

import json
from pathlib import Path

from tests.mails import letters, machines, names, shapes
from tests.mails.made import MADE, Made

HERE = Path(__file__).parent
SOURCES = (shapes, letters, names, machines)


def expected(made: Made) -> str:
    known = {
        "sender": made.sender,
        "subject": made.subject,
        "text": made.text,
        "attachments": list(made.attachments),
        "automatic": made.automatic,
        "marks": list(made.marks),
        "receipts": list(made.receipts),
        "envelope": made.envelope,
        "recipient": made.recipient,
        "refused": made.refused,
    }
    return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


def write() -> None:
    for made in MADE.values():
        (HERE / f"{made.name}.eml").write_bytes(made.body)
        (HERE / f"{made.name}.json").write_text(expected(made))


if __name__ == "__main__":
    write()
