"""A server that is only just being started is not taken for one that has died."""

import subprocess
import sys
from pathlib import Path

import pytest

from aduan.database.server import has_ended

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows its processes in /proc")


def test_while_one_program_turns_into_another_it_is_alive_though_it_has_no_words() -> None:
    looks = 0
    for _ in range(20):
        with subprocess.Popen(["/bin/sh", "-c", "read line; exec sleep 5"], stdin=subprocess.PIPE) as born:
            assert born.stdin is not None
            born.stdin.close()
            while not (words := Path(f"/proc/{born.pid}/cmdline").read_bytes()).startswith(b"sleep"):
                assert not has_ended(born.pid), words
                looks += 1
            born.kill()
    assert looks


def test_one_whose_result_nobody_has_fetched_has_ended() -> None:
    with subprocess.Popen(["/bin/true"], stdout=subprocess.PIPE) as ended:
        assert ended.stdout is not None
        ended.stdout.read()
        while not has_ended(ended.pid):
            pass
        ended.wait()
        assert has_ended(ended.pid)
