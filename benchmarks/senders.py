"""Citizens who write by SMTP as fast as they are answered; a process of their own."""

import asyncio
import json
import sys
import time

WORDS = (
    "Selamat pagi, nama saya {name}. Izin hosting saya belum terbit, sudah tiga minggu sejak berkas lengkap.\r\n"
    "Di loket selalu dijawab masih diproses, padahal di standar tertulis tujuh hari kerja.\r\n"
    "Mohon penjelasan kapan selesai. Terima kasih.\r\n"
)
NAMES = ("Rukmini", "Sopandi", "Karsih", "Wasitam", "Jaenudin", "Kurnaesih", "Tarmidi", "Warsinah")


def mail(run: str, number: int) -> tuple[str, bytes]:
    """A complete report from a sender of its own."""
    sender = f"warga-{run}-{number}@warga.test"
    name = f"{NAMES[number % len(NAMES)]} {NAMES[number // len(NAMES) % len(NAMES)]}"
    head = f"From: {name} <{sender}>\r\nTo: pengaduan@aduan.test\r\nSubject: Izin hosting\r\n"
    kind = f"Message-ID: <{run}-{number}@warga.test>\r\nMIME-Version: 1.0\r\n"
    kind += "Content-Type: text/plain; charset=utf-8\r\n\r\n"
    return sender, (head + kind + WORDS.format(name=name)).encode()


class Sender:
    """One connection, kept open, one mail at a time."""

    async def open(self, port: int) -> None:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", port)
        await self._answer(b"220")
        await self._say(b"EHLO warga.test", b"250")

    async def send(self, sender: str, content: bytes) -> None:
        await self._say(f"MAIL FROM:<{sender}>".encode(), b"250")
        await self._say(b"RCPT TO:<pengaduan@aduan.test>", b"250")
        await self._say(b"DATA", b"354")
        await self._say(content + b".", b"250")

    async def close(self) -> None:
        await self._say(b"QUIT", b"221")
        self._writer.close()

    async def _say(self, line: bytes, expected: bytes) -> None:
        self._writer.write(line + b"\r\n")
        await self._answer(expected)

    async def _answer(self, expected: bytes) -> None:
        line = await self._reader.readline()
        while line[3:4] == b"-":
            line = await self._reader.readline()
        if not line.startswith(expected):
            raise RuntimeError(f"expected {expected!r}, heard {line!r}")


async def write_all(port: int, run: str, mails: int, at_once: int, copies: int = 1) -> dict[str, float]:
    """Sends the mails over so many connections, each mail so many times at the same moment; when it began and ended."""
    queue = iter([mail(run, number) for number in range(mails) for _ in range(copies)])
    senders = [Sender() for _ in range(at_once)]
    for sender in senders:
        await sender.open(port)

    async def work(sender: Sender) -> None:
        for address, content in queue:
            await sender.send(address, content)
        await sender.close()

    began = time.monotonic()
    await asyncio.gather(*(work(sender) for sender in senders))
    return {"began": began, "ended": time.monotonic()}


if __name__ == "__main__":
    port, run, mails, at_once = sys.argv[1:5]
    print(json.dumps(asyncio.run(write_all(int(port), run, int(mails), int(at_once)))))
