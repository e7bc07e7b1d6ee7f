"""Talks to the bot in the terminal, on the same database, through the same intake and outbox."""

import asyncio
import sys

from aduan.wiring import Parts, parts
from channels.terminal import Terminal
from config.settings import Settings

WELCOME = (
    "Tulis pesan seperti warga menulis; baris kosong mengakhiri. (BANTUAN menunjukkan kata-kata yang bisa dipakai.)"
)


async def talk(settings: Settings, user: str) -> None:
    """Until an empty line or the end of input."""
    terminal = Terminal(user, lambda text: print(_indented(text), flush=True))
    async with parts(settings, more_channels=(terminal,), connections=3) as built:
        print(WELCOME, flush=True)
        while line := (await _line("> ")).strip():
            await say(built, terminal, line)


async def say(built: Parts, terminal: Terminal, line: str) -> None:
    """One message, and whatever the office answers to it."""
    now = built.now()
    await built.intake.receive(terminal.typed(line, now), now=now)
    sender = built.senders[terminal.name]
    while await sender.send_due():
        await sender.finish()


async def _line(prompt: str) -> str:
    if sys.stdin.isatty():
        print(prompt, end="", flush=True)
    return await asyncio.to_thread(sys.stdin.readline)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())
