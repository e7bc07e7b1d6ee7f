"""Takes the text out of an attached letter, in a process of its own that can do nothing else and not for long."""

import asyncio
import io
import os
import sys
import zipfile

READABLE = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "text/plain",
    }
)
LONGEST_TEXT = 20_000
SECONDS = 20
MEMORY = 512 << 20
UNPACKED = 16 << 20
PASSED_ON = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "SYSTEMROOT")  # nothing of the office's settings and secrets
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Unreadable(Exception):
    """No text could be taken out; the message says why."""


async def text_of(media_type: str, content: bytes) -> str:
    """The words in the attachment, empty when it has none (a scan). Raises Unreadable."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "aduan.attachment_text",
        media_type,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
    )
    try:
        out, trouble = await asyncio.wait_for(process.communicate(content), SECONDS + 5)
    except TimeoutError as late:
        process.kill()
        await process.wait()
        raise Unreadable("took too long") from late
    if process.returncode:
        raise Unreadable(_kind_of(trouble.decode(errors="replace")))
    return out.decode(errors="replace")


def _kind_of(trace: str) -> str:
    """What kind of trouble ended the reader; its words may quote the letter."""
    last = trace.strip().splitlines()[-1:] or ["ended by its limits"]
    return last[0].partition(":")[0]


def read(media_type: str, content: bytes) -> str:
    """The text itself, in the limited process."""
    if media_type == "application/pdf":
        return _pdf(content)
    if media_type == "text/plain":
        return content.decode("utf-8", errors="replace")
    return _docx(content)


def _pdf(content: bytes) -> str:
    from pypdf import PdfReader

    pages, length = [], 0
    for page in PdfReader(io.BytesIO(content)).pages:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > LONGEST_TEXT:
            break
    return "\n".join(pages)


def _docx(content: bytes) -> str:
    from defusedxml import ElementTree

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = archive.getinfo("word/document.xml")
        if document.file_size > UNPACKED:
            raise ValueError("the document is too large when unpacked")
        root = ElementTree.fromstring(archive.read(document))
    paragraphs = ("".join(t.text or "" for t in p.iter(f"{WORD}t")) for p in root.iter(f"{WORD}p"))
    return "\n".join(paragraphs)


def _limit() -> None:
    """Where the system can: so much memory, so much time, no files written."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the parent's time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    content = sys.stdin.buffer.read()
    _limit()
    text = read(sys.argv[1], content)
    sys.stdout.buffer.write(
        " ".join(text.replace("\0", " ").split(" "))[:LONGEST_TEXT].strip().encode("utf-8", "replace")
    )


if __name__ == "__main__":
    main()
