"""The processes of an embedded database server, which a test may stop, kill or freeze; found in Linux's /proc."""

import asyncio
import os
import signal
from contextlib import suppress
from pathlib import Path

from aduan import database
from aduan.database.account import place_of
from aduan.database.server import postmaster
from tests.long.waiting import until


class Server:
    """A PostgreSQL of the office's own, beside the program (ADUAN_DATABASE_URL). This process keeps it up."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._uses = [database.start(data_dir)]
        self.url = self._uses[0].url

    async def gets_killed(self) -> None:
        await end(self.data_dir, signal.SIGKILL)

    async def starts(self) -> None:
        self._uses.append(await asyncio.to_thread(database.start, self.data_dir))

    async def freezes(self) -> None:
        """It is there, takes calls, and says nothing, like a machine whose disk hangs."""
        for pid in processes_of(self.data_dir):
            os.kill(pid, signal.SIGSTOP)

    async def thaws(self) -> None:
        for pid in processes_of(self.data_dir):
            os.kill(pid, signal.SIGCONT)

    async def is_left(self) -> None:
        await self.thaws()
        for use in self._uses:
            await asyncio.to_thread(database.release, use)
        clear_away(self.data_dir)


async def end(data_dir: Path, blow: signal.Signals) -> None:
    """Returns when the last process is gone: one that outlives the first may still commit."""
    first, *others = processes_of(data_dir)
    os.kill(first, blow)
    await until_gone(first, *others)


async def until_gone(*pids: int) -> None:
    await until(lambda: not any(map(_is_alive, pids)))


def _is_alive(pid: int) -> bool:
    return bool(state := _stat_of(pid)) and state[0] not in "ZX"  # a dead one stays listed until init has noticed


def processes_of(data_dir: Path) -> list[int]:
    """The server first, then those it has for its connections and chores; none when no server runs there."""
    first = postmaster(place_of(data_dir))
    return [first, *_children_of(first)] if first else []


def _children_of(pid: int) -> list[int]:
    numbers = [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]
    return [number for number in numbers if _stat_of(number)[1:2] == [str(pid)]]


def _stat_of(pid: int) -> list[str]:
    """Its state, its parent and so on; nothing when there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def clear_away(data_dir: Path) -> None:
    """A server that programs killed with -9, or a test that failed, left behind."""
    for pid in processes_of(data_dir)[:1]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
