"""Where the files of one server lie, and how they are written: whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pwd import struct_passwd  # not on Windows


@dataclass(frozen=True)
class Place:
    data_dir: Path
    account: "struct_passwd | None" = None  # None is our own

    @property
    def home(self) -> Path:
        """Here we write; the account only in cluster, log and run, lest it put links in the way of root."""
        return self.data_dir / "postgres"

    @property
    def cluster(self) -> Path:
        """PostgreSQL's word for the files of one server."""
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def password(self) -> Path:
        return self.home / "password"

    def give(self, path: Path) -> None:
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid, follow_symlinks=False)


def write(path: Path, text: str, mode: int = 0o600) -> None:
    """All or nothing, also through a power cut."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="making-")
    with open(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fchmod(handle, mode)
        os.fsync(handle)
    os.replace(name, path)


@contextmanager
def set_aside(place: Place) -> Iterator[Path]:
    """For what is moved into place once it is complete, so that nothing half made is ever taken for real."""
    for left_by_a_crash in place.home.glob("making-*"):
        shutil.rmtree(left_by_a_crash, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="making-", dir=place.home, ignore_cleanup_errors=True) as folder:
        yield Path(folder)
