"""The server: found, launched, stopped."""

import logging
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from psycopg.pq import Ping

from aduan.database.account import private, run
from aduan.database.address import PORT, Address, socket_in
from aduan.database.patience import ORPHAN_PATIENCE, RECOVERY_PATIENCE, STOP_PATIENCE, wait
from aduan.database.place import Place, write
from aduan.database.programs import within_reach
from aduan.database.trouble import DatabaseUnavailable, explained, last_words, undecided

logger = logging.getLogger(__name__)

# The shell goes at once, so that the server is nobody's child; this way no argument needs quoting.
SPAWN = 'words=$1; shift; "$@" >"$words" 2>&1 </dev/null & echo $!'
ENDED = ("Z", "X")
"""States of a process in /proc: nothing is left of it but its result."""
NO_PROCESS = 2**31 - 1  # above every system's highest process number

SETTINGS = """\
# Written anew at every start. What the office sets in office.conf beside this file wins.
cluster_name = 'aduan'
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 256MB
work_mem = 8MB
maintenance_work_mem = 64MB
effective_cache_size = 1GB
random_page_cost = 1.1
jit = off
timezone = 'UTC'

# A complaint that was acknowledged is on the disk.
fsync = on
synchronous_commit = on
full_page_writes = on
wal_compression = on

# One file a weekday, overwritten a week later. Terse and without parameters: names and complaints stay out.
logging_collector = on
log_directory = '../log'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
log_rotation_size = 0
log_file_mode = 0600
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
log_error_verbosity = terse
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_min_duration_statement = 1s
log_lock_waits = on

include_if_exists 'office.conf'
"""


def answers(place: Place, address: Address) -> bool:
    """Whether the server is up, once one that is starting or stopping has made up its mind."""

    heard = Ping.NO_ATTEMPT

    def settled() -> bool:
        nonlocal heard
        heard = address.ping()
        return heard is Ping.OK or (heard is not Ping.REJECT and postmaster(place) is None)

    if _says_ready(place) and not socket_in(address.sockets).exists():
        stop(place)  # somebody removed its socket, so nobody will reach it again
    if not wait(settled, RECOVERY_PATIENCE):
        raise DatabaseUnavailable(undecided(place))
    return heard is Ping.OK  # asked again, a server that is busy just then would be taken for dead


def launch(place: Place, programs: Path, address: Address) -> None:
    postgres = within_reach(place, programs) / "postgres"
    options = ["-c", f"config_file={place.home / 'settings.conf'}", "-k", str(address.sockets), "-p", str(PORT)]
    private(place, place.log)
    write(place.home / "settings.conf", SETTINGS, 0o644)
    give_up = time.monotonic() + ORPHAN_PATIENCE
    while (trouble := _launch_once(place, [postgres, "-D", place.cluster, *options], address)) is not None:
        if trouble and "shared memory block" not in trouble:
            raise DatabaseUnavailable(explained(place, trouble))
        if time.monotonic() > give_up:
            raise DatabaseUnavailable(
                f"A database server in {place.data_dir} was killed, and its children are still at work: "
                "end them, or wait until they have finished, and start again."
            )
        time.sleep(0.1)  # children of a killed server need a moment to notice it


def _launch_once(place: Place, server: Sequence[str | Path], address: Address) -> str | None:
    """None when the server answers, else its last words, of which there are none when it was killed."""
    _clear_away_the_dead(place, address)
    began = datetime.now(UTC)
    shell = run(place, ["/bin/sh", "-c", SPAWN, "sh", place.log / "start.log", *server])
    pid = int(shell.stdout)
    heard = Ping.NO_ATTEMPT

    def settled() -> bool:
        nonlocal heard
        heard = address.ping()
        return heard is Ping.OK or _is_gone(pid, place)

    if not wait(settled, RECOVERY_PATIENCE):
        raise DatabaseUnavailable(undecided(place))
    return None if heard is Ping.OK else shell.stderr or last_words(place, began)


def _clear_away_the_dead(place: Place, address: Address) -> None:
    """PostgreSQL takes any living process with the number in its lock files for a server, so after a restart of the
    machine or container a stranger can keep it from starting. We have just looked: no server is here."""
    socket = socket_in(address.sockets)
    socket.unlink(missing_ok=True)
    socket.with_name(f"{socket.name}.lock").unlink(missing_ok=True)
    if lines := _pid_file(place):
        # Not removed: by the shared memory it names, children of a killed server still keep out a second one.
        write(place.home / "postmaster.pid", "\n".join([str(NO_PROCESS), *lines[1:], ""]), 0o644)
        os.replace(place.home / "postmaster.pid", place.cluster / "postmaster.pid")


def stop(place: Place) -> None:
    pid = postmaster(place)
    if pid is None:
        return
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)  # PostgreSQL's "fast": ends connections, saves everything, leaves
    if not wait(lambda: not _serves(pid, place), STOP_PATIENCE):
        logger.warning("the database server in %s has not stopped within %d s", place.data_dir, STOP_PATIENCE)


def postmaster(place: Place) -> int | None:
    """The process that postmaster.pid names, if it is this directory's server and not a stranger with its number."""
    first = next(iter(_pid_file(place)), "")
    return int(first) if first.isdigit() and _serves(int(first), place) else None


def _says_ready(place: Place) -> bool:
    return postmaster(place) is not None and any(line.strip() == "ready" for line in _pid_file(place)[7:])


def _pid_file(place: Place) -> list[str]:
    try:
        return (place.cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _serves(pid: int, place: Place) -> bool:
    return b" -D %s " % os.fsencode(place.cluster) in _words_of(pid)


def _is_gone(pid: int, place: Place) -> bool:
    """Whether a server that was just started has ended again.

    For a moment, while the shell turns into the server, a living process has no words at all. Taken for dead then, it
    would get a second server beside it.
    """
    words = _words_of(pid)
    if b" -D %s " % os.fsencode(place.cluster) in words:
        return False
    return bool(words) or has_ended(pid)


def has_ended(pid: int) -> bool:
    """Nothing is left of the process, or only its result."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][:1] in ENDED
    except (FileNotFoundError, ProcessLookupError):
        return True


def _words_of(pid: int) -> bytes:
    """Program and arguments, each with a space behind it."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
    except (FileNotFoundError, ProcessLookupError):
        return b"" if Path("/proc/self").exists() else _command_line(pid)


def _command_line(pid: int) -> bytes:
    """For systems without /proc."""
    return subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, check=False).stdout
