"""Whether the data directory can still be written: asked with a megabyte that is given back at once."""

import errno
import os
import tempfile
from pathlib import Path

NEEDED = 1 << 20


class NoRoom(Exception):
    """The directory cannot be written; the message says why and what to do."""


def probe(directory: Path) -> None:
    """Raises NoRoom. The room is set aside, not written: nothing wears out."""
    try:
        with tempfile.TemporaryFile(dir=directory) as file:
            _set_aside(file.fileno())
    except OSError as trouble:
        raise NoRoom(_sentence(directory, trouble)) from trouble


def _set_aside(handle: int) -> None:
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(handle, 0, NEEDED)
    else:  # macOS, Windows
        os.write(handle, bytes(NEEDED))


def _sentence(directory: Path, trouble: OSError) -> str:
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"the disk that holds {directory} is full: make room; what was saved is safe"
    return f"{directory} cannot be written ({trouble.strerror}): give it to this account, or set ADUAN_DATA_DIR"
