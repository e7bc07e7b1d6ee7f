"""Other people's mail servers: each keeps a mail until it has heard 250 for it, and writes down whatever it hears."""

import asyncio
import json
import random
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.fakes import Postman
from tests.long.waiting import until

ROOT = Path(__file__).parents[2]
KEPT, GONE = "250", "gone"
Mail = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Heard:
    """What one try to bring a mail came to: the reply code, or GONE when the line was cut, refused or silent for ten
    seconds."""

    at: float
    sender: str
    word: str


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
        return [heard.sender for heard in self.heard if heard.word == KEPT]

    def words(self, since: float = 0.0, before: float = float("inf")) -> Counter[str]:
        """How often which word was heard in that time."""
        return Counter(heard.word for heard in self.heard if since <= heard.at <= before)

    async def until_kept(self, count: int) -> None:
        await until(lambda: len(self.kept) >= count, every=0.002)

    async def until_refused(self, count: int) -> None:
        await until(lambda: len(self.heard) - len(self.kept) >= count)

    @asynccontextmanager
    async def bringing(self, mails: Iterable[Mail]) -> AsyncIterator[None]:
        """The mails are brought while the block runs, and all of them have been taken when it is left."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.bring(mails))
            yield

    async def bring(self, mails: Iterable[Mail], *, servers: int = 8) -> None:
        """Returns when every mail has been taken."""
        waiting = iter(mails)
        async with asyncio.TaskGroup() as group:
            for _ in range(servers):
                group.create_task(self._work(waiting))

    async def _work(self, waiting: Iterator[Mail]) -> None:
        line = _Line(self._port)
        for mail in waiting:
            word = ""
            while word != KEPT:
                word = await self._try(line, mail)
                await asyncio.sleep(self._rest if word == KEPT else self._pause * random.uniform(0.5, 1.5))
        line.hang_up()

    async def _try(self, line: "_Line", mail: Mail) -> str:
        sender, content = mail
        word = await line.brings(sender, content)
        self.heard.append(Heard(time.monotonic(), sender, word))
        assert not word.startswith("5"), "a mail like ours is never refused for good"
        return word


class _Line:
    """A connection that stays open from mail to mail, and is made anew after trouble."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._postman: Postman | None = None

    async def brings(self, sender: str, content: bytes) -> str:
        try:
            word = (await self._says(sender, content))[:3] or GONE
        except (OSError, TimeoutError):
            word = GONE
        if word != KEPT:
            self.hang_up()
        return word

    async def _says(self, sender: str, content: bytes) -> str:
        """The answer to the final dot, or to the first step that was refused."""
        self._postman = self._postman or await Postman.calls(self._port)
        for step in ("EHLO mx.warga.test", f"MAIL FROM:<{sender}>", "RCPT TO:<pengaduan@aduan.test>", "DATA"):
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
