"""The newest seal as this machine remembers it, outside the database: cutting the chain short shows against it."""

import re
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from aduan.database.place import write
from core.procedures.seal import link_digest
from core.procedures.verify import Mark
from core.store import evidence, ledger

NAME = "seal.last"
WRITTEN = re.compile(r"^aduan seal (\d+) ([0-9a-f]{64})$", re.MULTILINE)


def in_words(mark: Mark) -> str:
    """One line that fits on paper."""
    return f"aduan seal {mark.number} {mark.digest.hex()}"


def marks_in(text: str) -> list[Mark]:
    """Every such line of a text."""
    return [Mark(int(number), bytes.fromhex(digest)) for number, digest in WRITTEN.findall(text)]


def remembered(data_dir: Path) -> list[Mark]:
    """What this machine remembers; nothing before its first seal."""
    kept = data_dir / NAME
    return marks_in(kept.read_text(errors="replace")) if kept.exists() else []


def remember(data_dir: Path, mark: Mark) -> None:
    write(data_dir / NAME, in_words(mark) + "\n")


async def newest(db: AsyncConnection) -> Mark | None:
    """The end of the chain."""
    link = await ledger.last_seal(db)
    return Mark(link.id, link_digest(link)) if link else None


async def all_stand(db: AsyncConnection, marks: Iterable[Mark]) -> bool:
    """Whether the chain still contains these seals."""
    for mark in marks:
        link = await evidence.seal_numbered(db, mark.number)
        if link is None or link_digest(link) != mark.digest:
            return False
    return True
