"""The account under which the server runs, and the folders it may enter."""

import os
import stat
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from aduan.database.place import Place
from aduan.database.trouble import DatabaseUnavailable

with suppress(ImportError):  # not on Windows, where `start` refuses first
    import pwd

SERVER_ACCOUNTS = ("aduan", "postgres", "nobody")
FIRST_CLOSED = 'for folder do cd "$folder" 2>/dev/null || { echo "$folder"; exit; }; done'


def place_of(data_dir: Path) -> Place:
    place = Place(data_dir)
    if place.home.exists() and (owner := place.home.stat().st_uid) != os.geteuid():
        raise DatabaseUnavailable(
            f"The database in {data_dir} belongs to {_name_of(owner)}: run this program as that user, "
            "or set ADUAN_DATA_DIR to a directory of your own."
        )
    if os.geteuid() != 0:
        return place
    return Place(data_dir, _owner_of(place.cluster) if place.cluster.exists() else _powerless_account())


def _powerless_account() -> "pwd.struct_passwd":
    """PostgreSQL refuses to run as root, so root lends it an account that is there anyway."""
    for name in SERVER_ACCOUNTS:
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise DatabaseUnavailable(
        f"PostgreSQL does not run as root, and none of the accounts {', '.join(SERVER_ACCOUNTS)} is here: "
        "run this program as an ordinary user, or set ADUAN_DATABASE_URL to the address of a PostgreSQL."
    )


def _owner_of(cluster: Path) -> "pwd.struct_passwd":
    number = cluster.stat().st_uid
    with suppress(KeyError):
        if number:
            return pwd.getpwuid(number)
    raise DatabaseUnavailable(
        f"{cluster} belongs to {_name_of(number)}, as whom no server can run here: give it to an account "
        f"of this machine, for example with: chown -R postgres {cluster}"
    )


def _name_of(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"user number {number}"


def make_home(place: Place) -> None:
    _refuse_if_out_of_reach(place)
    for folder in reversed([place.home, *place.home.parents]):
        if not folder.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
            folder.chmod(0o711 if place.account else 0o700)  # whatever the umask
    if _first_closed(place, [place.data_dir]):
        place.data_dir.chmod(stat.S_IMODE(place.data_dir.stat().st_mode) | stat.S_IXOTH)


def _refuse_if_out_of_reach(place: Place) -> None:
    """What is closed to the account stays closed; we open only a directory that is empty or already ours."""
    used_before = (place.home / "turn.lock").exists()
    ours = used_before or not place.data_dir.exists() or not any(place.data_dir.iterdir())
    on_the_way = [folder for folder in reversed(place.data_dir.parents) if folder.exists()]
    closed = _first_closed(place, on_the_way if ours else [*on_the_way, place.data_dir])
    if closed and place.account:
        raise DatabaseUnavailable(
            f"The database server runs as the account {place.account.pw_name}, which may not enter {closed}: "
            "set ADUAN_DATA_DIR to a directory that it can reach, for example /var/lib/aduan."
        )


def _first_closed(place: Place, folders: Sequence[Path]) -> str:
    if place.account is None:
        return ""
    return run(place, ["/bin/sh", "-c", FIRST_CLOSED, "sh", *folders]).stdout.rstrip("\n")


def private(place: Place, folder: Path) -> Path:
    if not os.path.lexists(folder):
        folder.mkdir(mode=0o700)
        place.give(folder)
    found = folder.lstat()
    owner = place.account.pw_uid if place.account else os.geteuid()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
        raise DatabaseUnavailable(
            f"{folder} must be a folder that only {_name_of(owner)} may enter: remove what is there and start again."
        )
    return folder


def run(place: Place, command: Sequence[str | Path], told: str = "") -> subprocess.CompletedProcess[str]:
    """As the server's account."""
    return subprocess.run(
        command,
        user=place.account.pw_uid if place.account else None,
        group=place.account.pw_gid if place.account else None,
        extra_groups=[] if place.account else None,
        umask=0o077,
        cwd="/",  # ours may be closed to the account
        env={"PATH": os.defpath, "LC_ALL": "C"},
        start_new_session=True,  # a Ctrl-C in our terminal is not meant for it
        input=told,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
