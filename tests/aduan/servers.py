"""What the tests of the embedded PostgreSQL see of a server, and the programs that share it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from aduan import database
from aduan.database import DatabaseUnavailable, start

ROOT = os.geteuid() == 0
as_root = pytest.mark.skipif(not ROOT, reason="only root lends the server another account")

PROGRAM = """
import sys
from pathlib import Path
from aduan.database import release, start
used = start(Path(sys.argv[1]))
print(used.url, flush=True)
sys.stdin.readline()
release(used)
"""


class Program:
    """Another program of the office, in its own process."""

    def __init__(self, directory: Path, source: str = PROGRAM) -> None:
        command = [sys.executable, "-c", source, str(directory)]
        here = Path(database.__file__).parents[2]
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        self.process = subprocess.Popen(command, cwd=here, text=True, start_new_session=True, **pipes)

    def url(self) -> str:
        """Waits until its database is there."""
        assert self.process.stdout
        url: str = self.process.stdout.readline().strip()
        assert url, self.process.communicate()[1]
        return url

    def leaves(self) -> None:
        self.process.communicate("\n")

    def gets(self, blow: signal.Signals) -> None:
        os.killpg(self.process.pid, blow)
        self.process.communicate()


def connect(url: str) -> psycopg.Connection[Any]:
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


def ask(url: str, question: str) -> Any:
    with connect(url) as connection:
        return connection.execute(question).fetchone()[0]  # type: ignore[index]


def answers(url: str) -> bool:
    try:
        connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def postmaster(directory: Path) -> int:
    return int((directory / "postgres/cluster/postmaster.pid").read_text().split()[0])


def owner_of(directory: Path) -> int:
    return (directory / "postgres/cluster").stat().st_uid


def log_of(directory: Path) -> str:
    return "".join(log.read_text() for log in (directory / "postgres/log").glob("postgresql-*.log"))


@contextmanager
def office_conf(data_dir: Path, line: str) -> Iterator[None]:
    own = data_dir / "postgres/office.conf"
    own.write_text(line + "\n")
    own.chmod(0o644)
    yield
    own.unlink()


def refusal(directory: Path) -> str:
    with pytest.raises(DatabaseUnavailable) as refused:
        start(directory)
    return str(refused.value)
