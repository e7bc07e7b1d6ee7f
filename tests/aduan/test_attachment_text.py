"""The text of attached letters: taken out where there is one, refused where somebody wants to do harm."""

import asyncio
import subprocess
import sys
import time
from pathlib import Path

import pytest

from aduan import attachment_text
from aduan.attachment_text import LONGEST_TEXT, MEMORY, SECONDS, Unreadable, text_of
from tests.aduan.letters import DOCX, PDF, WORD, bomb, docx, docx_of, endless_paragraphs, laughs, pdf

LINES = ("Saya Siti Aminah.", "Izin reklame saya belum terbit sejak 5 Februari 2026.")


@pytest.mark.parametrize(
    ("media_type", "letter"),
    [
        pytest.param(PDF, pdf(*LINES), id="PDF"),
        pytest.param(DOCX, docx(*LINES), id="DOCX"),
        pytest.param("text/plain", "\n".join(LINES).encode(), id="plain text"),
    ],
)
async def test_a_letter_is_read_line_by_line(media_type: str, letter: bytes) -> None:
    assert await text_of(media_type, letter) == "\n".join(LINES)


async def test_a_word_that_the_writing_program_cut_in_pieces_is_put_together() -> None:
    runs = "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in ("Iz", "in PIRT &amp; ", "SPP"))
    letter = docx_of(f'<w:document xmlns:w="{WORD}"><w:body><w:p>{runs}</w:p></w:body></w:document>'.encode())
    assert await text_of(DOCX, letter) == "Izin PIRT & SPP"


@pytest.mark.parametrize(
    ("media_type", "scan"), [pytest.param(PDF, pdf(), id="PDF"), pytest.param(DOCX, docx(), id="DOCX")]
)
async def test_a_scan_has_no_text_and_is_no_trouble(media_type: str, scan: bytes) -> None:
    assert await text_of(media_type, scan) == ""


@pytest.mark.parametrize(
    ("media_type", "letter"),
    [
        pytest.param(PDF, b"", id="an empty file"),
        pytest.param(PDF, b"%PDF-1.4\nrusak", id="a PDF of one line"),
        pytest.param(PDF, pdf(*LINES)[:300], id="half a PDF"),
        pytest.param(DOCX, pdf(*LINES), id="a PDF that calls itself DOCX"),
        pytest.param(DOCX, docx_of(b"<w:document>"), id="a DOCX whose XML is broken"),
        pytest.param(DOCX, bomb(200), id="a bomb of 200 MB"),
        pytest.param(DOCX, bomb(200).replace((200 << 20).to_bytes(4, "little"), b"\1\0\0\0"), id="a bomb that lies"),
        pytest.param(DOCX, laughs(), id="a billion laughs"),
    ],
)
async def test_a_letter_that_is_none_or_means_harm_is_refused_quickly(media_type: str, letter: bytes) -> None:
    began = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        await text_of(media_type, letter)
    assert time.monotonic() - began < SECONDS
    assert "\n" not in str(refused.value)
    assert "Siti" not in str(refused.value)


async def test_why_a_letter_cannot_be_read_is_told_without_a_word_of_it() -> None:
    """The worker logs it."""
    damaged = pdf(*LINES).replace(b"xref\n0 6\n", b"xref\n0 Siti Aminah\n")
    with pytest.raises(Unreadable) as refused:
        await text_of(PDF, damaged)
    assert "Aminah" not in str(refused.value)


async def test_a_letter_that_never_ends_is_read_for_its_beginning() -> None:
    text = await text_of("text/plain", b"izin " * 1_000_000)
    assert len(text) == LONGEST_TEXT - 1  # without the blank at its end
    assert text.startswith("izin izin")


async def test_what_no_database_can_hold_is_left_out() -> None:
    text = await text_of("text/plain", b"Saya\0 Siti \xff\xfe Aminah")
    assert "\0" not in text
    assert text.startswith("Saya  Siti ")
    assert text.endswith(" Aminah")


async def test_a_letter_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachment_text, "SECONDS", 0.5 - 5)  # five seconds more than the process gives itself
    began = time.monotonic()
    with pytest.raises(Unreadable, match="took too long"):
        await text_of(DOCX, endless_paragraphs(15))
    assert time.monotonic() - began < 10


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_reader_may_not_take_the_machine_with_it(tmp_path: Path) -> None:
    """It asks for all the memory, for the processor, and for a file."""
    greedy = f"""
import resource
from aduan import attachment_text
attachment_text._limit()
assert resource.getrlimit(resource.RLIMIT_CPU) == ({SECONDS}, {SECONDS})
try:
    bytearray({MEMORY})
except MemoryError:
    print("no memory")
with open("surat.txt", "wb", buffering=0) as file:
    try:
        file.write(b"surat")
    except OSError:
        print("no file")
"""
    told = subprocess.run([sys.executable, "-c", greedy], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert told.stdout.split("\n") == ["no memory", "no file", ""], told.stderr


async def test_the_reader_knows_none_of_the_offices_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Another program stands in for it and tells its environment."""
    teller = tmp_path / "python"
    teller.write_text(f"#!{sys.executable}\nimport os, sys\nsys.stdin.read()\nprint(sorted(os.environ))\n")
    teller.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(teller))
    monkeypatch.setenv("ADUAN_SECRET_KEY", "rahasia")
    monkeypatch.setenv("PGPASSWORD", "rahasia")
    told = await text_of("text/plain", b"surat")
    assert "PATH" in told
    assert "ADUAN" not in told
    assert "PGPASSWORD" not in told


async def test_a_letter_that_unpacks_to_more_than_any_letter_is_refused() -> None:
    with pytest.raises(Unreadable):
        await text_of(DOCX, bomb(17))


async def test_several_letters_are_read_at_once() -> None:
    letters = await asyncio.gather(*(text_of(DOCX, docx(f"Surat nomor {n}")) for n in range(4)))
    assert letters == [f"Surat nomor {n}" for n in range(4)]
