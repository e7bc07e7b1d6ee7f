"""The program as an office runs it: its parts as processes of their own, which a test may kill and start again."""

import asyncio
import os
import socket
import sys
from pathlib import Path

from tests.long.server import clear_away
from tests.long.waiting import until

READY = b"aduan.running ready: "
PATIENCE = 120.0


class Part:
    """One process. It has said that it is ready when its log does."""

    def __init__(self, command: str, environment: dict[str, str], log: Path) -> None:
        self.log = log
        self._command = command
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None
        self._read_from = 0

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    async def start(self) -> None:
        self.log.touch()
        self._read_from = self.log.stat().st_size
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "aduan", self._command),
                cwd=self.log.parent,
                env=self._environment,
                stdout=log,
                stderr=log,
            )

    async def until_ready(self) -> None:
        await until(self._is_ready, patience=PATIENCE)

    def _is_ready(self) -> bool:
        said = self.log.read_bytes()[self._read_from :]
        assert self._process
        assert self._process.returncode is None, said.decode()
        return READY in said

    async def gets_killed(self) -> None:
        """With -9: nothing is finished, nothing is said."""
        assert self._process
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> None:
        if self._process is None or self._process.returncode is not None:
            return
        self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), PATIENCE)
        except TimeoutError:
            await self.gets_killed()

    def memory(self) -> int:
        """What the process holds now, in MB (Linux)."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) >> 10 for line in lines if line.startswith("VmRSS:"))


class Program:
    """Any number of parts on one data directory. `logs` must be a place that no test fills up."""

    def __init__(self, data_dir: Path, logs: Path, relay_port: int, database_url: str = "") -> None:
        self.data_dir = data_dir
        self.smtp_port = free_port()
        self._logs = logs
        self._parts: list[Part] = []
        self._settings = {
            "ADUAN_DATA_DIR": str(data_dir),
            "ADUAN_DATABASE_URL": database_url,
            "ADUAN_MAIL_ADDRESS": "pengaduan@aduan.test",
            "ADUAN_SMTP_PORT": str(self.smtp_port),
            "ADUAN_WEB_PORT": str(free_port()),
            "ADUAN_SMTP_RELAY_URL": f"smtp://127.0.0.1:{relay_port}?starttls=no",
        }

    async def runs(self, *commands: str) -> list[Part]:
        """These parts, once all of them are ready."""
        parts = [self._part(command) for command in commands]
        for part in parts:
            await part.start()
        for part in parts:
            await part.until_ready()
        return parts

    async def another_door(self) -> int:
        """The port of one more mail door on the same database."""
        port = free_port()
        door = self._part("smtp", ADUAN_SMTP_PORT=str(port))
        await door.start()
        await door.until_ready()
        return port

    async def says(self, command: str) -> str:
        """What a command prints on this data directory."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "aduan", command),
            cwd=self._logs,
            env=self._environment(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        printed, _ = await process.communicate()
        return printed.decode()

    async def stop(self) -> None:
        for part in self._parts:
            await part.stop()
        clear_away(self.data_dir)

    def _part(self, command: str, **settings: str) -> Part:
        log = self._logs / f"{len(self._parts)}-{command}.log"
        self._parts.append(Part(command, self._environment(**settings), log))
        return self._parts[-1]

    def _environment(self, **settings: str) -> dict[str, str]:
        """The developer's own settings stay out."""
        outside = {name: value for name, value in os.environ.items() if not name.startswith("ADUAN_")}
        return outside | self._settings | settings


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])
