"""What lies outside our walls: relays that answer as told, and other people's mail programs."""

import asyncio
from typing import Self

from aduan.demo.sink import MailSink

SILENCE = ""
GONE = None

Answers = dict[str, list[str | None]]


class ScriptedRelay(MailSink):
    """A relay that gives these answers to a command, one after the other, and then the usual one.

    CONNECT is the call itself, END the final dot. SILENCE says nothing, GONE hangs up.
    """

    def __init__(self, answers: Answers | None = None) -> None:
        super().__init__(keep=100)
        self.heard: list[str] = []
        self._answers = answers or {}

    def answer(self, command: str) -> str | None:
        self.heard.append(command)
        scripted = self._answers.get(command)
        return scripted.pop(0) if scripted else super().answer(command)


class Postman:
    """Somebody else's mail server at our door, speaking line by line."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def calls(cls, port: int) -> Self:
        postman = cls(*await asyncio.open_connection("127.0.0.1", port))
        await postman.hears()
        return postman

    async def hears(self) -> str:
        lines: list[str] = []
        while not lines or lines[-1][3:4] == "-":
            line = await asyncio.wait_for(self._reader.readline(), 10)
            if not line:
                break
            lines.append(line.decode().rstrip("\r\n"))
        return "\n".join(lines)

    async def says(self, line: str | bytes) -> str:
        self.begins(line)
        return await self.hears()

    def begins(self, line: str | bytes) -> None:
        self.utters((line if isinstance(line, bytes) else line.encode()) + b"\r\n")

    def utters(self, piece: bytes) -> None:
        self._writer.write(piece)

    async def brings(self, mail: bytes, *, sender: str = "siti@surel.test", to: str = "pengaduan@aduan.test") -> str:
        """The door's answer to the whole mail, or to the first step it refuses."""
        for line in ("EHLO mx.surel.test", f"MAIL FROM:<{sender}>", f"RCPT TO:<{to}>", "DATA"):
            answer = await self.says(line)
            if answer[0] not in "23":
                return answer
        return await self.says(stuffed(mail) + b".")

    def leaves(self) -> None:
        self._writer.close()


def stuffed(mail: bytes) -> bytes:
    """With CRLF at the end of its lines, and a second dot where one leads a line."""
    lines = mail.replace(b"\r\n", b"\n").removesuffix(b"\n").split(b"\n")
    return b"".join(b"." * line.startswith(b".") + line + b"\r\n" for line in lines)
