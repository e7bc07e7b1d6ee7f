"""Sets letters as PDF."""

import asyncio
import io
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import segno
import typst

SHEETS = Path(__file__).parent
AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above every letter. `place` is where it is dated, `verify_at` where a reader can check it."""

    government: str
    office: str
    address: str
    contact: str
    place: str
    verify_at: str = ""


@dataclass(frozen=True, slots=True)
class AnswerLetter:
    """An answer to the citizen (K6.8), with a slip to sign when it is handed over."""

    number: str
    day: str
    about: str
    confidential: bool
    to: str
    text: str
    signed_as: str
    signed_by: str
    receipt: str


@dataclass(frozen=True, slots=True)
class ReportLetter:
    """A written report to the superior (K6.7), signed by who reports and by who has read it."""

    number: str
    day: str
    about: str
    from_tier: str
    to_tier: str
    text: str
    signed_by: str
    clause: str


class Press:
    """Sets one letter in some tens of milliseconds, never more than two at once.

    What people wrote is handed over as data: none of it is read as the typesetter's own language.
    """

    def __init__(self, head: Letterhead) -> None:
        self._head = head
        self._places = asyncio.Semaphore(AT_ONCE)

    async def answer(self, letter: AnswerLetter) -> bytes:
        return await self._set("answer.typ", letter)

    async def report(self, letter: ReportLetter) -> bytes:
        return await self._set("report.typ", letter)

    async def _set(self, sheet: str, letter: AnswerLetter | ReportLetter) -> bytes:
        data = {"head": asdict(self._head), "letter": asdict(letter), "square": square(self._head.verify_at)}
        async with self._places:
            return await asyncio.to_thread(_pdf, sheet, json.dumps(data))


def square(address: str) -> str:
    """The address as a QR square in SVG; nothing without an address."""
    if not address:
        return ""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=0, dark="#1b1a17", xmldecl=False)
    return out.getvalue().decode()


def _pdf(sheet: str, data: str) -> bytes:
    made = typst.compile(
        str(SHEETS / sheet), root=str(SHEETS), format="pdf", ignore_system_fonts=True, sys_inputs={"data": data}
    )
    if not isinstance(made, bytes):
        raise TypeError("a letter is one document")
    return made
