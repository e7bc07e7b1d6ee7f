"""A stand-in mail relay: takes every mail, counts it, and keeps the last ones readable."""

import asyncio
import time
from array import array
from collections import deque
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Self, cast

END_OF_LINE = b"\r\n"
END_OF_MAIL = b"\r\n.\r\n"


@dataclass(frozen=True, slots=True)
class SunkMail:
    """`at` is time.monotonic() of its final dot, comparable between processes of one machine."""

    at: float
    sender: str
    recipients: tuple[str, ...]
    content: bytes

    def message(self) -> EmailMessage:
        return message_from_bytes(self.content.replace(b"\r\n", b"\n"), policy=default)


class MailSink:
    """`keep` is how many of the latest mails stay readable; all are counted and timed."""

    def __init__(self, *, keep: int = 0) -> None:
        self.mails: deque[SunkMail] = deque(maxlen=keep)
        self.times = array("d")
        self.connections = 0
        self.port = 0
        self._open: set[asyncio.Transport] = set()
        self._server: asyncio.Server | None = None

    @property
    def count(self) -> int:
        return len(self.times)

    async def open(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self._server = await asyncio.get_running_loop().create_server(lambda: _Caller(self), host, port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        if self._server:
            self._server.close()
            self.hang_up()
            await self._server.wait_closed()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def until(self, count: int, *, patience: float = 10.0) -> None:
        """Returns when so many mails have come; raises TimeoutError when they have not."""
        async with asyncio.timeout(patience):
            while self.count < count:  # noqa: ASYNC110 an event per mail would slow the count it waits for
                await asyncio.sleep(0.002)

    def answer(self, command: str) -> str | None:
        """What to say to a command ("" stays silent, None hangs up). CONNECT is the call, END the final dot."""
        return ANSWERS.get(command, "250 OK")

    def take(self, sender: str, recipients: tuple[str, ...], content: bytearray) -> None:
        at = time.monotonic()
        self.times.append(at)
        if self.mails.maxlen:
            self.mails.append(SunkMail(at, sender, recipients, without_stuffed_dots(content)))

    def hang_up(self) -> None:
        """Ends every call at once, as a relay does that was restarted."""
        for transport in list(self._open):
            transport.abort()

    def called(self, transport: asyncio.Transport) -> None:
        self.connections += 1
        self._open.add(transport)

    def left(self, transport: asyncio.Transport) -> None:
        self._open.discard(transport)


ANSWERS = {
    "CONNECT": "220 sink ESMTP",
    "EHLO": "250-sink\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 52428800",
    "DATA": "354 go on",
    "QUIT": "221 bye",
}


class _Caller(asyncio.Protocol):
    def __init__(self, sink: MailSink) -> None:
        self._sink = sink
        self._heard = bytearray()
        self._in_mail = False
        self._searched = 0
        self._sender = ""
        self._recipients: list[str] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._sink.called(self._transport)
        self._say("CONNECT")

    def connection_lost(self, error: Exception | None) -> None:
        self._sink.left(self._transport)

    def data_received(self, data: bytes) -> None:
        self._heard += data
        while self._hear_mail() if self._in_mail else self._hear_command():
            pass

    def _hear_command(self) -> bool:
        line, end, rest = self._heard.partition(END_OF_LINE)
        if not end:
            return False
        self._heard = rest
        command = line[:4].decode("ascii", "replace").upper().strip()
        if command == "MAIL":
            self._sender, self._recipients = _address(line), []
        elif command == "RCPT":
            self._recipients.append(_address(line))
        spoken = self._say(command)
        self._in_mail = command == "DATA" and spoken.startswith("354")
        self._searched = 0
        return True

    def _hear_mail(self) -> bool:
        dot = 0 if self._heard.startswith(b".\r\n") else self._heard.find(END_OF_MAIL, self._searched) + 2
        if dot == 1:
            self._searched = max(0, len(self._heard) - len(END_OF_MAIL))
            return False
        content, self._heard = self._heard[:dot], self._heard[dot + 3 :]
        self._in_mail = False
        if self._say("END").startswith("250"):
            self._sink.take(self._sender, tuple(self._recipients), content)
        return True

    def _say(self, command: str) -> str:
        answer = self._sink.answer(command)
        if answer:
            self._transport.write(answer.encode() + END_OF_LINE)
        if answer is None or command == "QUIT":
            self._transport.close()
        return answer or ""


def _address(line: bytearray) -> str:
    return line.partition(b"<")[2].partition(b">")[0].decode("utf-8", "replace")


def without_stuffed_dots(content: bytearray) -> bytes:
    whole = bytes(content).replace(b"\r\n..", b"\r\n.")
    return whole[1:] if whole.startswith(b"..") else whole
