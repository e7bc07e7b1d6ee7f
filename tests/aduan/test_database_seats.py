"""The programs that share the embedded PostgreSQL: they come, leave and are killed; real servers, real kills."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from aduan.database import release, running, seats, start
from tests.aduan.servers import ROOT, Program, answers, ask, connect, log_of, owner_of, postmaster

FORKING_PROGRAM = """
import os, sys
from pathlib import Path
from aduan.database import release, start
used = start(Path(sys.argv[1]))
child = os.fork()
if not child:
    release(used)
    os._exit(0)
os.waitpid(child, 0)
print(used.url, flush=True)
sys.stdin.readline()
release(used)
"""


def test_a_finished_directory_is_up_within_a_second_and_found_at_once(data_dir: Path) -> None:
    began = time.monotonic()
    first = start(data_dir)
    started = time.monotonic()
    second = start(data_dir)
    found = time.monotonic()
    release(second)
    release(first)
    assert started - began < 1
    assert found - started < 0.5


def test_the_last_program_out_stops_the_server(data_dir: Path) -> None:
    first, second = Program(data_dir), Program(data_dir)
    assert first.url() == (url := second.url())
    first.leaves()
    assert answers(url)
    second.leaves()
    assert not answers(url)


def test_one_program_may_start_and_release_twice(data_dir: Path) -> None:
    first, second = start(data_dir), start(data_dir)
    release(first)
    release(first)
    assert answers(second.url)
    release(second)
    assert not answers(second.url)


def test_forgetting_a_database_does_not_end_its_use(data_dir: Path) -> None:
    url = start(data_dir).url
    with running(data_dir):
        pass
    assert answers(url)
    for used in [used for used in seats._seats if used.url == url]:
        release(used)


def test_a_forked_child_does_not_release_what_its_parent_uses(data_dir: Path) -> None:
    parent = Program(data_dir, FORKING_PROGRAM)
    url = parent.url()
    assert answers(url)
    parent.leaves()
    assert not answers(url)


def test_programs_that_start_at_the_same_instant_share_one_server(directory: Path) -> None:
    programs = [Program(directory) for _ in range(4)]
    urls = {program.url() for program in programs}
    assert len(urls) == 1
    assert answers(url := urls.pop())
    assert (directory / "postgres/log/start.log").exists()
    assert log_of(directory).count("starting PostgreSQL") == 1
    for program in programs:
        program.leaves()
    assert not answers(url)


def test_a_program_killed_with_nine_leaves_a_server_that_is_found_again(data_dir: Path) -> None:
    owner = Program(data_dir)
    url = owner.url()
    first = postmaster(data_dir)
    owner.gets(signal.SIGKILL)
    with running(data_dir) as found:
        assert (found.url, postmaster(data_dir)) == (url, first)
    assert not answers(url), "the dead owner must not count as a user"


def test_a_server_killed_with_nine_comes_back_with_what_was_committed(data_dir: Path) -> None:
    with running(data_dir) as before:
        with connect(before.url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 250 AS answer")
            os.kill(postmaster(data_dir), signal.SIGKILL)
        with running(data_dir) as after:
            assert after.url == before.url, "other programs keep the address"
            assert ask(after.url, "SELECT answer FROM kept") == 250


def test_owner_and_server_killed_with_nine_at_once_are_no_obstacle(data_dir: Path) -> None:
    owner = Program(data_dir)
    owner.url()
    os.kill(postmaster(data_dir), signal.SIGKILL)
    owner.gets(signal.SIGKILL)
    with running(data_dir) as found:
        assert answers(found.url)


def test_a_stranger_with_the_dead_servers_number_is_left_alone(data_dir: Path) -> None:
    with running(data_dir):
        os.kill(postmaster(data_dir), signal.SIGKILL)
    stranger = subprocess.Popen(["sleep", "60"], user=owner_of(data_dir) if ROOT else None)
    replace_number(data_dir / "postgres/cluster/postmaster.pid", stranger.pid)
    replace_number(data_dir / "postgres/run/.s.PGSQL.5432.lock", stranger.pid)
    with running(data_dir) as found:
        assert answers(found.url)
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def replace_number(lock_file: Path, pid: int) -> None:
    lines = lock_file.read_text().splitlines()
    lock_file.write_text("\n".join([str(pid), *lines[1:], ""]))


def test_control_c_ends_a_program_and_not_the_server_of_others(data_dir: Path) -> None:
    interrupted = Program(data_dir)
    interrupted.url()
    server = postmaster(data_dir)
    with running(data_dir) as used:
        interrupted.gets(signal.SIGINT)
        time.sleep(0.3)
        assert answers(used.url)
        assert postmaster(data_dir) == server


def test_a_program_killed_while_it_makes_the_database_leaves_no_half_made_one(directory: Path) -> None:
    unlucky = Program(directory)
    while not any(directory.glob("postgres/making-*/cluster/base")):
        time.sleep(0.005)
    unlucky.gets(signal.SIGKILL)
    assert not (directory / "postgres/cluster").exists()
    with running(directory) as made:
        assert answers(made.url)


def test_a_server_is_found_when_all_connections_are_taken(data_dir: Path) -> None:
    with running(data_dir) as used:
        taken = [connect(used.url) for _ in range(97)]
        assert not answers(used.url)
        with running(data_dir) as found:
            assert found.url == used.url
        for connection in taken:
            connection.close()


def test_a_server_whose_socket_was_swept_away_is_started_again(data_dir: Path) -> None:
    with running(data_dir) as used:
        shutil.rmtree(data_dir / "postgres/run")
        assert not answers(used.url)
        with running(data_dir) as again:
            assert answers(again.url)
