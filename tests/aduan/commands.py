"""Commands as a person types them, with no settings but those a test names."""

import asyncio
import io
import os
import shlex
import socket
import sys
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from aduan import cli

PATIENCE = 300.0

handed_out: set[int] = set()


@dataclass(frozen=True)
class Told:
    """What a command printed, and how it ended."""

    status: int
    out: str
    trouble: str

    @property
    def sentence(self) -> str:
        """The one line by which a command refused."""
        assert self.status == 2, self.trouble
        (line,) = self.trouble.splitlines()
        return line.removeprefix("aduan: ")


class Shell:
    """A shell in a room outside the checkout: each command is a process of its own."""

    def __init__(self, room: Path, **settings: object) -> None:
        self._room = room
        self._settings = {"data_dir": room / "data", **settings}

    async def begins(self, line: str, *, keyboard: str | bytes = "", **settings: object) -> asyncio.Task[Told]:
        """The command, already under way."""
        process = await self._start(line, **settings)
        return asyncio.create_task(told_by(process, keyboard if isinstance(keyboard, bytes) else keyboard.encode()))

    @asynccontextmanager
    async def runs(self, line: str, **settings: object) -> AsyncIterator["Running"]:
        """The command while the block runs; what it serves is found at its web port."""
        port = free_port()
        running = Running(await self._start(line, web_port=port, smtp_port=free_port(), **settings), port)
        try:
            yield running
        finally:
            await running.ends()

    async def _start(self, line: str, **settings: object) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "aduan", *shlex.split(line)),
            cwd=self._room,
            env=environment({**self._settings, **settings}),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )


async def told_by(process: asyncio.subprocess.Process, keyboard: bytes) -> Told:
    out, trouble = await asyncio.wait_for(process.communicate(keyboard), PATIENCE)
    assert process.returncode is not None
    return Told(process.returncode, out.decode(), trouble.decode())


class Running:
    """A part of the program that stays up."""

    def __init__(self, process: asyncio.subprocess.Process, port: int) -> None:
        self.port = port
        self._process = process
        self.printed = asyncio.create_task(process.communicate())
        self._is_open = False

    async def gives(self, path: str) -> httpx.Response:
        """The page, once its door is open."""
        if not self._is_open:
            await self._until_open()
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.port}", timeout=60) as browser:
            return await browser.get(path)

    async def gives_soon(self, path: str, status: int) -> httpx.Response:
        """The page, once it answers so."""
        async with asyncio.timeout(PATIENCE):
            while (page := await self.gives(path)).status_code != status:  # noqa: ASYNC110 it is another process
                await asyncio.sleep(0.05)
            return page

    async def ends(self) -> int:
        """Tells it to stop, and gives back how it ended."""
        if self._process.returncode is None:
            self._process.terminate()
        try:
            await asyncio.wait_for(asyncio.shield(self.printed), PATIENCE)
        except TimeoutError:
            self._process.kill()
        return await self._process.wait()

    async def _until_open(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while not self._is_open:
                assert self._process.returncode is None, (await self.printed)[1].decode()
                with suppress(ConnectionRefusedError):
                    (await asyncio.open_connection("127.0.0.1", self.port))[1].close()
                    self._is_open = True
                await asyncio.sleep(0.05)


class Desk:
    """The same commands within the test's own process: quicker by seconds. For those that end by themselves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], room: Path) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        self.room = room
        monkeypatch.chdir(room)

    def types(self, line: str, *, keyboard: bytes = b"", **settings: object) -> Told:
        with self._monkeypatch.context() as machine:
            for name in os.environ:
                if name.startswith("ADUAN_"):
                    machine.delenv(name)
            for name, value in named({"data_dir": self.room / "data", **settings}).items():
                machine.setenv(name, value)
            machine.setattr(sys, "argv", ["aduan", *shlex.split(line)])
            machine.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(keyboard)))
            with ThreadPoolExecutor() as beside:  # where a command may have a loop of its own
                status = beside.submit(ended).result()
        printed = self._capsys.readouterr()
        return Told(status, printed.out, printed.err)


def ended() -> int:
    """How the command ended that stands in sys.argv."""
    with pytest.raises(SystemExit) as end:
        cli.main()
    return int(end.value.code or 0)


def environment(settings: dict[str, object]) -> dict[str, str]:
    """The developer's own settings stay out; lines are wide enough for a sentence."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("ADUAN_")}
    return outside | named(settings) | {"COLUMNS": "200", "NO_COLOR": "1"}


def named(settings: dict[str, object]) -> dict[str, str]:
    return {f"ADUAN_{name.upper()}": str(value) for name, value in settings.items()}


def free_port() -> int:
    """Never the same one twice: the system gives a port again as soon as it is let go. Of test processes that run side
    by side each takes its own part of the ports."""
    process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    beside = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    while True:
        with socket.create_server(("127.0.0.1", 0)) as door:
            port = int(door.getsockname()[1])
        if port // 64 % beside == process and port not in handed_out:
            handed_out.add(port)
            return port
