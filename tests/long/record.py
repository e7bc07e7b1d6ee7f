"""What stands on the record and what left the house, read past the program."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from aduan import database
from aduan.demo.sink import MailSink, SunkMail
from core.store.database import connect
from tests.long.waiting import until


@asynccontextmanager
async def record_of(data_dir: Path) -> AsyncIterator[AsyncConnection]:
    """A transaction on the embedded database of a program that is running."""
    used = await asyncio.to_thread(database.start, data_dir)
    engine = connect(used.url, connections=1)
    try:
        async with engine.begin() as db:
            yield db
    finally:
        await engine.dispose()
        await asyncio.to_thread(database.release, used)


class Kept(NamedTuple):
    """What there is of one citizen, who wrote one mail."""

    messages: int
    cases: int
    promised: tuple[str, ...]

    @property
    def counts(self) -> tuple[int, int, int]:
        return self.messages, self.cases, len(self.promised)


async def kept(db: AsyncConnection) -> dict[str, Kept]:
    """By the address of the citizen; `promised` are the Message-IDs of what was put in the outbox."""
    query = text("""
        SELECT handle,
            (SELECT count(*) FROM messages WHERE conversation_id = a.conversation_id AND author = 'citizen'),
            (SELECT count(*) FROM cases WHERE conversation_id = a.conversation_id),
            ARRAY(SELECT public_id || '@aduan.test' FROM outbox WHERE conversation_id = a.conversation_id)
        FROM addresses AS a
    """)
    rows = await db.execute(query)
    return {handle: Kept(messages, cases, tuple(promised)) for handle, messages, cases, promised in rows}


async def let_leases_run_out(data_dir: Path) -> int:
    """What a worker took and never settled may be sent again after a minute: they pass at once. Says how many."""
    query = text("UPDATE outbox SET claimed_at = claimed_at - interval '5 minutes' WHERE state = 'sending'")
    async with record_of(data_dir) as db:
        return (await db.execute(query)).rowcount


async def until_acknowledged(sink: MailSink, citizens: Collection[str]) -> None:
    wanted = set(citizens)
    await until(lambda: sent_to(sink).keys() >= wanted, every=0.25)


async def until_quiet(sink: MailSink, *, seconds: float = 2.0) -> None:
    """Nothing has left the house for so long."""
    before = -1
    while before != sink.count:
        before = sink.count
        await asyncio.sleep(seconds)


def sent_to(sink: MailSink) -> dict[str, Counter[str]]:
    """How often which Message-ID went to whom."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for mail in sink.mails:
        found[mail.recipients[0]][message_id(mail)] += 1
    return found


def message_id(mail: SunkMail) -> str:
    head = mail.content.partition(b"\r\n\r\n")[0]
    line = next(line for line in head.splitlines() if line.lower().startswith(b"message-id:"))
    return line.decode().partition("<")[2].rstrip(">")


@dataclass(frozen=True, slots=True)
class Figures:
    """`repeated` counts acknowledgments that were sent again with the same Message-ID."""

    mails: int
    repeated: int

    def __str__(self) -> str:
        return f"{self.mails} mails kept, 0 lost, 0 cases twice, {self.repeated} acknowledgments repeated"


async def nothing_is_lost(data_dir: Path, sink: MailSink, told_kept: Collection[str]) -> Figures:
    """Holds the record and the sink against what the senders were told.

    Every mail that was answered 250 is there once, made one case, and has one acknowledgment: sent once, or again with
    the same Message-ID.
    """
    async with record_of(data_dir) as db:
        found = await kept(db)
    sent = sent_to(sink)
    lost = [citizen for citizen in told_kept if citizen not in found]
    wrong = {citizen: one for citizen, one in found.items() if one.counts != (1, 1, 1)}
    assert len(told_kept) == len(set(told_kept)), "a sender went on after 250"
    assert not lost
    assert not wrong
    assert found.keys() == set(told_kept), "on record, and nobody was told"
    assert {citizen: tuple(ids) for citizen, ids in sent.items()} == {c: one.promised for c, one in found.items()}
    return Figures(len(found), sum(ids.total() - 1 for ids in sent.values()))
