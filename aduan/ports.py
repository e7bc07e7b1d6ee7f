"""Who sits at a port: nobody, our own program, or somebody else."""

import asyncio
import errno
import socket
from enum import Enum

PATIENCE = 3.0
ASKED_OF_THE_WEB = b"GET /health/live HTTP/1.0\r\nHost: localhost\r\n\r\n"
OUR_WEB, OUR_MAIL = b'"alive"', b"Aduan"


class PortInUse(Exception):
    """Another program already listens there, or nobody can; the message says what to do."""


def why_not_open(host: str, port: int, trouble: OSError, setting: str) -> str:
    """A sentence; `setting` is what the names of the port's and the host's settings begin with."""
    match trouble.errno:
        case errno.EADDRINUSE:
            advice = f"stop it, or choose another with {setting}_PORT."
            return f"Port {port} on {host} is taken by another program: {advice}"
        case errno.EACCES:
            advice = f"choose one above 1023 with {setting}_PORT, and let a proxy or the firewall lead there."
            return f"This account may not open port {port}: {advice}"
        case _:
            return f"{host} is no address of this machine, so nothing can listen there: correct {setting}_HOST."


class Seat(Enum):
    FREE = "free"
    OURS = "ours"
    TAKEN = "taken"
    FORBIDDEN = "forbidden"
    NOT_HERE = "not here"


async def web_seat(host: str, port: int) -> Seat:
    return await _seat(host, port, ASKED_OF_THE_WEB, OUR_WEB)


async def mail_seat(host: str, port: int) -> Seat:
    return await _seat(host, port, b"", OUR_MAIL)


async def _seat(host: str, port: int, asked: bytes, ours: bytes) -> Seat:
    try:
        with socket.create_server((host, port)):
            return Seat.FREE
    except OSError as trouble:
        if trouble.errno == errno.EACCES:
            return Seat.FORBIDDEN
        if trouble.errno != errno.EADDRINUSE:
            return Seat.NOT_HERE
    return Seat.OURS if ours in await _heard(host, port, asked) else Seat.TAKEN


async def _heard(host: str, port: int, asked: bytes) -> bytes:
    """The first words of whoever listens there; nothing from one who keeps silent."""
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1" if host in ("0.0.0.0", "::", "") else host, port)
            try:
                writer.write(asked)
                return await reader.read() if asked else await reader.readline()
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return b""
