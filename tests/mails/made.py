"""A mail of the corpus as it is made: its bytes, and what must come out."""

from collections.abc import Sequence
from dataclasses import dataclass

SAID = "Izin hosting saya belum terbit."
OURS = "pengaduan@aduan.test"


@dataclass(frozen=True)
class Made:
    """`sender` is who must be found to have written, `envelope` who the sending server says it is.

    `attachments` are "name | media type"; `receipts` "state message-id". A `refused` mail hears 550 at the door.
    """

    name: str
    body: bytes
    text: str = SAID
    subject: str = "Izin hosting"
    sender: str = ""
    envelope: str = "amplop@warga.test"
    recipient: str = OURS
    automatic: str = ""
    attachments: Sequence[str] = ()
    marks: Sequence[str] = ()
    receipts: Sequence[str] = ()
    refused: bool = False


MADE: dict[str, Made] = {}


def address(name: str) -> str:
    return f"{name.replace('_', '-')}@warga.test"


def keep(made: Made) -> None:
    if made.name in MADE:
        raise ValueError(made.name)
    MADE[made.name] = made


def raw(name: str, body: bytes | str, **out: object) -> None:
    """A mail of exactly these bytes."""
    content = body if isinstance(body, bytes) else crlf(body)
    known = {"sender": address(name), **out}
    keep(Made(name, content, **known))  # type: ignore[arg-type]


def mail(name: str, body: bytes | str = SAID, *, head: str = "", subject: str = "Izin hosting", **out: object) -> None:
    """A mail with the usual headers, those of `head`, and this body. `shown` is the subject as a person reads it."""
    lines = [
        f"From: Siti Aminah <{address(name)}>",
        f"To: {OURS}",
        f"Subject: {subject}",
        "Date: Mon, 2 Mar 2026 10:00:00 +0700",
        f"Message-ID: <{name}@warga.test>",
        "MIME-Version: 1.0",
        *head.strip("\n").split("\n"),
    ]
    content = body if isinstance(body, bytes) else crlf(body)
    headers = "".join(f"{line}\r\n" for line in lines if line).encode("utf-8", "surrogateescape")
    raw(name, headers + b"\r\n" + content, **{"subject": out.pop("shown", subject), **out})


def parts(name: str, kind: str, *pieces: str | bytes, **out: object) -> None:
    """A multipart mail; each piece has its own headers, a blank line and its content."""
    kind, _, more = kind.partition(";")
    head = f'Content-Type: multipart/{kind}; boundary="batas"' + (f";{more}" if more else "")
    mail(name, framed(*pieces), **{"head": head, **out})  # type: ignore[arg-type]


def framed(*pieces: str | bytes, boundary: str = "batas") -> bytes:
    line = b"--" + boundary.encode()
    content = [piece if isinstance(piece, bytes) else crlf(piece) for piece in pieces]
    return b"".join(line + b"\r\n" + piece.removesuffix(b"\r\n") + b"\r\n" for piece in content) + line + b"--\r\n"


def crlf(text: str) -> bytes:
    text = text.strip("\n")
    return ((text + "\n") if text else "").replace("\n", "\r\n").encode("utf-8", "surrogateescape")
