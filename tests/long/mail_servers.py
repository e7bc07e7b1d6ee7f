"""Other people's mail servers: each keeps a mail until it has heard 250 for it, and writes down whatever it hears."""

import asyncio
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.fakes import Postman

ROOT = Path(__file__).parents[2]
GONE = ""
Mail = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Heard:
    """The last word on one try to bring a mail; GONE when the line was cut, refused or silent for ten seconds."""

    at: float
    sender: str
    answer: str

    @property
    def is_kept(self) -> bool:
        return self.answer.startswith("250")


class MailServers:
    """`heard` is the log of all of them, and what a test believes. `pause` is about how long one waits after a refusal
    (real ones wait minutes), `rest` after a mail that was taken."""

    def __init__(self, port: int, *, pause: float = 0.3, rest: float = 0.0) -> None:
        self.heard: list[Heard] = []
        self._port = port
        self._pause = pause
        self._rest = rest

    @property
    def kept(self) -> list[str]:
        """The senders who were told 250, each with a mail of its own."""
        return [heard.sender for heard in self.heard if heard.is_kept]

    async def bring(self, mails: Iterable[Mail], *, servers: int = 8) -> None:
        """Returns when every mail has been taken."""
        waiting = iter(mails)
        await asyncio.gather(*(self._work(waiting) for _ in range(servers)))

    async def until_kept(self, count: int, *, patience: float = 60.0) -> None:
        async with asyncio.timeout(patience):
            while len(self.kept) < count:
                await asyncio.sleep(0.002)

    async def until_refused(self, count: int, *, patience: float = 60.0) -> None:
        async with asyncio.timeout(patience):
            while sum(not heard.is_kept for heard in self.heard) < count:
                await asyncio.sleep(0.02)

    def words(self, since: float = 0.0, until: float = float("inf")) -> Counter[str]:
        """How often which reply code was heard in that time."""
        return Counter(heard.answer[:3] or "gone" for heard in self.heard if since <= heard.at <= until)

    async def _work(self, waiting: Iterator[Mail]) -> None:
        line = _Line(self._port)
        for sender, content in waiting:
            while not await self._is_kept(line, sender, content):
                await asyncio.sleep(self._pause * random.uniform(0.5, 1.5))
            await asyncio.sleep(self._rest)
        line.hang_up()

    async def _is_kept(self, line: "_Line", sender: str, content: bytes) -> bool:
        answer = await line.brings(sender, content)
        heard = Heard(time.monotonic(), sender, answer)
        self.heard.append(heard)
        assert not heard.answer.startswith("5"), "a mail like ours is never refused for good"
        return heard.is_kept


class _Line:
    """A connection that stays open from mail to mail, and is made anew after trouble."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._postman: Postman | None = None

    async def brings(self, sender: str, content: bytes) -> str:
        try:
            answer = await self._says(sender, content)
        except (OSError, TimeoutError):
            answer = GONE
        if not answer.startswith("250"):
            self.hang_up()
        return answer

    async def _says(self, sender: str, content: bytes) -> str:
        """The answer to the final dot, or to the first step that was refused."""
        self._postman = self._postman or await Postman.calls(self._port)
        steps = (b"EHLO mx.warga.test", f"MAIL FROM:<{sender}>", "RCPT TO:<pengaduan@aduan.test>", "DATA")
        for step in steps:
            answer = await self._postman.says(step)
            if answer[:1] not in ("2", "3"):
                return answer
        return await self._postman.says(content + b".")

    def hang_up(self) -> None:
        if self._postman:
            self._postman.leaves()
        self._postman = None


async def write_from_outside(port: int, run: str, mails: int, at_once: int) -> dict[str, float]:
    """So many mails over so many connections, by a process of its own; when it began and ended (time.monotonic)."""
    command = (sys.executable, "-m", "benchmarks.senders", str(port), run, str(mails), str(at_once))
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    told: dict[str, float] = json.loads(out)
    return told
