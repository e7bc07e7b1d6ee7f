"""The machine takes a process away in the middle of its work: what was answered 250 stays, and is answered once."""

import asyncio
import os
import time
from random import Random

import pytest

from aduan.demo.sink import MailSink
from benchmarks.senders import mail
from tests.long.mail_servers import MailServers
from tests.long.program import Program
from tests.long.record import let_leases_run_out, nothing_is_lost, until_acknowledged, until_quiet

pytestmark = pytest.mark.long

KILLS = 12
MAILS = 600
IN_HAND = 32  # of a worker at most: 16 on their way out, and as many that left and are being noted
LATEST = 0.02  # seconds after the chosen mail, about as long as one takes from the first word to the 250


async def test_kill_nine_loses_nothing(program: Program, sink: MailSink) -> None:
    """Door, worker and both in turn, each after a mail chosen at random; started again at once."""
    seed = int(os.environ.get("KILL_SEED", time.time_ns() % 1_000_000))
    print(f"\nKILL_SEED={seed}", end=" ", flush=True)
    chance = Random(seed)
    door, worker = await program.runs("smtp", "worker")
    servers = MailServers(program.smtp_port)
    batch = MAILS // KILLS
    for turn in range(KILLS):
        victims = ((door,), (worker,), (door, worker))[turn % 3]
        async with servers.bringing(mail(f"kill{turn}", number) for number in range(batch)):
            await servers.until_kept(turn * batch + chance.randrange(1, batch))
            await asyncio.sleep(chance.uniform(0, LATEST))
            for victim in victims:
                await victim.gets_killed()
            for victim in victims:
                await victim.start()
            for victim in victims:
                await victim.until_ready()

    await until_quiet(sink)
    held = await let_leases_run_out(program.data_dir)
    await until_acknowledged(sink, servers.kept)
    await until_quiet(sink)
    figures = await nothing_is_lost(program.data_dir, sink, servers.kept)
    print(f"{KILLS} kills, heard {dict(servers.words())}, {held} messages were in a killed worker's hands\n{figures}")
    assert held <= KILLS * 2 // 3 * IN_HAND, "more than the killed workers can have held"
