"""Our mail on paper: headers and two dresses of one text, built as bytes: EmailMessage takes ten times as long."""

import re
from binascii import b2a_qp
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from hashlib import sha256
from html import escape

from core.messages import CannotSend, Outbound

ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"\x00-\x20\x7f-\xa0]{1,64}@[^\s@<>()\[\],;:\\\"\x00-\x20\x7f-\xa0]{1,250}")
OUR_ID = re.compile(r"[A-Za-z0-9._-]{1,150}")
TOKEN = re.compile(r"[A-Za-z0-9._=-]{1,50}")
MESSAGE_ID = re.compile(r"[!-;=?-~]{1,250}")
BREAK = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
LINK = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)]")
PLAIN_WORDS = re.compile(r"[A-Za-z0-9 ]+")
MOST_REFERENCES = 20

HTML = """<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"></head>
<body style="margin:0;padding:16px;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:36em;margin:auto;overflow-wrap:anywhere">
{paragraphs}
</div></body></html>
"""


class Writer:
    """`address` sends; `office` is the name shown beside it."""

    def __init__(self, address: str, office: str) -> None:
        if not ADDRESS.fullmatch(address):
            raise ValueError("The office's mail address is not an address.")
        self.address = address
        self._local, _, self._domain = address.partition("@")
        self._from = f"From: {_phrase(office)} <{address}>" if office else f"From: {address}"

    def message_id(self, message: Outbound) -> str:
        return f"{message.id}@{self._domain}"

    def write(self, message: Outbound, at: datetime) -> bytes:
        """Raises CannotSend when the recipient, the id or the token could break out of its header."""
        if not ADDRESS.fullmatch(message.to.handle):
            raise CannotSend("This is not an e-mail address.")
        if not OUR_ID.fullmatch(message.id) or (message.token and not TOKEN.fullmatch(message.token)):
            raise CannotSend("The message's id or token does not fit into a mail.")
        boundary = f"=_{sha256(message.id.encode()).hexdigest()[:24]}"  # "=_" cannot occur in quoted-printable
        lines = [
            self._from,
            f"To: <{message.to.handle}>",
            header("Subject", BREAK.sub(" ", message.subject).strip()),
            f"Date: {format_datetime(at)}",
            f"Message-ID: <{self.message_id(message)}>",
            *_thread(message),
            *self._reply_to(message),
            *(["Auto-Submitted: auto-replied"] if message.automatic else []),
            "X-Auto-Response-Suppress: All",
            "MIME-Version: 1.0",
            f'Content-Type: multipart/alternative; boundary="{boundary}"',
        ]
        head = "\r\n".join(lines).encode()
        between = b"\r\n--" + boundary.encode()
        return b"".join(
            (
                head,
                b"\r\n",
                between,
                _part("plain", message.text),
                between,
                _part("html", HTML.replace("{paragraphs}", paragraphs(message.text))),
                between,
                b"--\r\n",
            )
        )

    def _reply_to(self, message: Outbound) -> list[str]:
        return [f"Reply-To: <{self._local}+{message.token}@{self._domain}>"] if message.token else []


def domain_of(address: str) -> str:
    return address.rpartition("@")[2]


def header(name: str, value: str) -> str:
    """Short plain words as they are, the rest folded and encoded (RFC 2047)."""
    if value.isascii() and "=?" not in value:
        if len(name) + len(value) < 76:
            return f"{name}: {value}"
        return f"{name}: " + Header(value, header_name=name).encode(linesep="\r\n")
    return f"{name}: " + Header(value, "utf-8", header_name=name).encode(linesep="\r\n")


def _phrase(name: str) -> str:
    """A display name: words, a quoted string, or encoded words."""
    name = BREAK.sub(" ", name).strip()
    if PLAIN_WORDS.fullmatch(name):
        return name
    if name.isascii():
        return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return Header(name, "utf-8", header_name="From").encode(linesep="\r\n")


def _thread(message: Outbound) -> list[str]:
    """`answers` may be ids of mails as we read them, with the hash of their body behind a space."""
    ids = [answer.partition(" ")[0] for answer in message.answers]
    ids = [id_ for id_ in ids if "@" in id_ and MESSAGE_ID.fullmatch(id_)][:MOST_REFERENCES]
    if not ids:
        return []
    return [f"In-Reply-To: <{ids[0]}>", "References: " + "\r\n ".join(f"<{id_}>" for id_ in reversed(ids))]


def _part(kind: str, text: str) -> bytes:
    body = b2a_qp(text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace"), istext=True)
    return (
        f"\r\nContent-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    ).encode() + body.replace(b"\n", b"\r\n")


def paragraphs(text: str) -> str:
    """The same text for a phone's mail program; links can be tapped."""
    blocks = (block.strip("\n") for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")))
    return "\n".join(f"<p>{_lines(block)}</p>" for block in blocks if block.strip())


def _lines(block: str) -> str:
    parts: list[str] = []
    place = 0
    for link in LINK.finditer(block):
        shown = escape(link[0])
        parts += (escape(block[place : link.start()]), f'<a href="{shown}">{shown}</a>')
        place = link.end()
    parts.append(escape(block[place:]))
    return "".join(parts).replace("\n", "<br>\n")
