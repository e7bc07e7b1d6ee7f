"""A day on which everybody writes: nothing twice, everybody answered, and no memory lost over it."""

import asyncio
import re
import sys
from collections.abc import Sequence

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from aduan.demo.sink import MailSink
from benchmarks.senders import Sender, mail
from config.load import load_office
from core.rules.ledger import first_break
from core.store.ledger import entries_of_case
from tests.long.mail_servers import write_from_outside
from tests.long.program import Program
from tests.long.record import let_leases_run_out, nothing_is_lost, record_of, sent_to, until_quiet

pytestmark = pytest.mark.long

CASE_NUMBER = re.compile(r"\b\d\d-\d{5}-\d\d\b")


async def test_five_hundred_reports_each_sent_three_times_at_once_make_five_hundred_cases(
    program: Program, sink: MailSink
) -> None:
    """Through two doors, so that the three meet each other in one process as well as in the database."""
    await program.runs("smtp", "worker")
    doors = [program.smtp_port, await program.another_door(), program.smtp_port]
    reports = [mail("tiga", number) for number in range(500)]

    await three_times_at_once(doors, reports)
    await sink.until(500, patience=60)
    await until_quiet(sink)
    await let_leases_run_out(program.data_dir)
    await until_quiet(sink)

    assert sink.count == 500, "an acknowledgment was sent twice"
    print(f"\n{await nothing_is_lost(program.data_dir, sink, [sender for sender, _ in reports])}")
    async with record_of(program.data_dir) as db:
        numbers = await case_numbers(db)
        decisions = await decisions_without_their_clause(db)
        broken = await broken_chains(db)
    assert len(numbers) == len(set(numbers)) == 500
    assert numbers_told(sink) == set(numbers)
    assert decisions == []
    assert broken == []


async def test_thirty_two_senders_at_once_are_all_answered(program: Program, sink: MailSink) -> None:
    await program.runs("serve")
    told = await write_from_outside(program.smtp_port, "banyak", mails=2000, at_once=32)
    await sink.until(2000, patience=120)
    await until_quiet(sink)

    rate = 2000 / (sink.times[-1] - told["began"])
    kept = 2000 / (told["ended"] - told["began"])
    print(f"\n2,000 mails by 32 senders: {kept:.0f} mails/s to the 250, {rate:.0f} mails/s to the last acknowledgment")
    assert sent_to(sink).keys() == {mail("banyak", number)[0] for number in range(2000)}
    assert sink.count == 2000
    assert await let_leases_run_out(program.data_dir) == 0, "sent, and not recorded as sent: it will be sent again"
    assert rate >= 60


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is read in /proc, which is Linux's")
async def test_three_thousand_mails_leave_nothing_behind_in_memory(program: Program, sink: MailSink) -> None:
    (serve,) = await program.runs("serve")
    held = [serve.memory()]
    for thousand in (1, 2, 3):
        await write_from_outside(program.smtp_port, f"ingat{thousand}", mails=1000, at_once=16)
        await sink.until(1000 * thousand, patience=120)
        held.append(serve.memory())

    print("\nmemory of the program at the start and after each thousand mails:", ", ".join(f"{mb} MB" for mb in held))
    assert held[3] <= 1.5 * held[1]


async def three_times_at_once(doors: Sequence[int], reports: Sequence[tuple[str, bytes]], *, trios: int = 10) -> None:
    """Each report over three connections at the same moment; so many reports are under way together."""
    waiting = iter(reports)

    async def work() -> None:
        trio = [Sender() for _ in doors]
        for sender, door in zip(trio, doors, strict=True):
            await sender.open(door)
        for report in waiting:
            await asyncio.gather(*(sender.send(*report) for sender in trio))
        for sender in trio:
            await sender.close()

    await asyncio.gather(*(work() for _ in range(trios)))


async def case_numbers(db: AsyncConnection) -> list[str]:
    return list((await db.execute(text("SELECT number FROM cases"))).scalars())


def numbers_told(sink: MailSink) -> set[str]:
    """The case number in each acknowledgment, which names one and no other."""
    told = set()
    for sunk in sink.mails:
        body = sunk.message().get_body(("plain",))
        assert body
        (number,) = set(CASE_NUMBER.findall(body.get_content()))
        told.add(number)
    return told


async def decisions_without_their_clause(db: AsyncConnection) -> list[str]:
    """Those that do not quote a clause of the office's standard word for word, and cases nobody decided on."""
    standards = load_office().standards
    query = text("""
        SELECT number, clause, clause_text, standard_id, standard_version
        FROM cases LEFT JOIN decisions ON decisions.case_id = cases.id
    """)
    wrong = []
    for number, clause, words, standard_id, version in await db.execute(query):
        standard = standards.get(standard_id)
        clauses = {c.id: c.text for part in standard.components.values() for c in part.clauses} if standard else {}
        if standard is None or clauses.get(clause) != words or standard.version != version:
            wrong.append(f"{number} {clause}")
    return wrong


async def broken_chains(db: AsyncConnection) -> list[str]:
    broken = []
    for case_id, number, head in (await db.execute(text("SELECT id, number, ledger_hash FROM cases"))).all():
        entries = await entries_of_case(db, case_id)
        if not entries or first_break(entries, head=head):
            broken.append(number)
    return broken
