"""One mail as it came: who wrote it, what it says, what hangs on it, and what it answers."""

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.headerregistry import AddressHeader, HeaderRegistry
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import Compat32, Policy, compat32
from hashlib import sha256
from itertools import count, repeat
from mimetypes import guess_extension
from typing import Any

from channels.email_html import text_of_html
from channels.email_letters import clean, decoded, in_one_line, text_of_bytes, unescaped
from channels.email_replies import written_now
from core.messages import Attachment

# Structure is read with the policy Compat32: the modern one parses each header anew at every look, 7 times as slow.
# Headers are decoded here, a From that is not plain by the modern header objects. Those are not enough: of
# "a@b.id)bind@c.id" they make a@b.id (CVE-2023-27043), so a From with two @ is nobody's.

MOST_TEXT = 100_000
MOST_RAW = 400_000
MOST_ATTACHMENTS = 100
MOST_PARTS = 300
MOST_HEADERS = 3_000
LONGEST_HEADER = 8_000
LONGEST_ID = 250
LONGEST_FROM = 1_000
HEADERS_OF_STRANGE_MAIL = 2**16

ATOM = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+"
PLAIN_ADDRESS = rf"{ATOM}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
PLAIN_FROM = re.compile(
    rf"""\s*(?:"(?P<quoted>[^"\\]*)"|(?P<words>[^"<>@\\]*?))\s*<(?P<address>{PLAIN_ADDRESS})>\s*"""
    rf"""|\s*(?P<bare>{PLAIN_ADDRESS})\s*"""
)
QUOTED_OR_COMMENT = re.compile(r'"(?:[^"\\]|\\.)*"|\([^()]*\)')
ADDRESS = re.compile(r"""[^\s@<>()\[\],;:\\"\x00-\x1f\x7f]+@[^\s@<>()\[\],;:\\"\x00-\x1f\x7f]+""")
MESSAGE_ID = re.compile(r"<([!-;=?-~]+)>")
BLANK_LINE = re.compile(rb"\r?\n\r?\n")
HEADER = re.compile(rb"[!-9;-~]{1,100}:")
SCAFFOLD = re.compile(r"^(?:--\S*|Content-[A-Za-z-]+:.*|[ \t]+boundary=.*)$\n?", re.MULTILINE | re.IGNORECASE)
NAMING = ("content-disposition", "content-type")
BASE64_CUT_OFF = re.compile(rb"[A-Za-z0-9+/\s]+")
BEGIN_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
BEGIN_SIGNATURE, END_SIGNATURE = "-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----"

FORWARD = re.compile(r"(?:fwd?|trs|terusan|teruskan|diteruskan)\s*:", re.IGNORECASE)

# What the library raises at mails that are broken, by accident or on purpose.
STUMBLES = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, MessageError)


class TooManyPieces(ValueError):
    """Made to exhaust whoever reads it."""


class Patience(Compat32):
    """The parser needs quadratic time on a long header, and keeps as many as come."""

    headers: Iterator[int] = repeat(0)

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        if next(self.headers) > MOST_HEADERS:
            raise TooManyPieces
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_HEADER]


def parsed(body: bytes) -> Message:
    """Raises TooManyPieces."""
    parts = count(1)

    def part(policy: "Policy[Message]" = compat32) -> Message:
        if next(parts) > MOST_PARTS:
            raise TooManyPieces
        return Message(policy)

    patience = Patience(headers=count(1))  # type: ignore[call-arg] # any attribute of a policy may be given so
    return message_from_bytes(body, part, policy=patience)


class Mail:
    """What could be read of the bytes; a `broken` one the parser stumbles over is read as headers and plain text.

    `text` is what was written now, `whole_text` everything that can be read. `from_address` is empty unless there is
    exactly one; `parts` are kind and S/MIME type of everything that is not inside an attached mail.
    """

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.broken = False
        try:
            message = parsed(body)
            self._understand(message, *_contents(message))
        except STUMBLES:
            self.broken = True
            message = BytesHeaderParser(policy=Patience()).parsebytes(body[:HEADERS_OF_STRANGE_MAIL])
            self._understand(message, _without_scaffold(text_of_bytes(_after_headers(body)[:MOST_RAW], None)), [])

    def _understand(self, message: Message, text: str, attachments: list[Attachment]) -> None:
        self.message = message
        self.headers: dict[str, list[str]] = {}
        for name, value in message.raw_items():
            self.headers.setdefault(name.lower(), []).append(unescaped(str(value)))
        self.kind = message.get_content_type()
        self.parts = tuple((p.get_content_type(), str(p.get_param("smime-type", "")).lower()) for p in _own(message))
        self.report = str(message.get_param("report-type", "")).lower()
        self.subject = decoded(self.first("subject"))
        self.whole_text = clean(text)[:MOST_TEXT]
        self.text = written_now(_unsigned(self.whole_text), forwarded=bool(FORWARD.match(self.subject)))
        self.from_address, self.from_name = _from_headers(self.all("from"))
        self.attachments = tuple(attachments[:MOST_ATTACHMENTS])

    def first(self, name: str) -> str:
        return self.headers.get(name, ("",))[0]

    def all(self, name: str) -> list[str]:
        return self.headers.get(name, [])

    def identity(self, sender: str) -> str:
        """Message-ID and a hash of the body: senders reuse ids, and repeat mails with new headers."""
        body = _after_headers(self.body).replace(b"\r\n", b"\n").rstrip()
        message_id = MESSAGE_ID.search(self.first("message-id"))
        if message_id and len(message_id[1]) <= LONGEST_ID:
            return f"{message_id[1]} {sha256(body).hexdigest()[:16]}"
        parts = (sender, self.first("subject"), self.first("date"))
        whole = "\n".join(parts).encode("utf-8", "replace") + b"\n" + body
        return f"without-id {sha256(whole).hexdigest()[:32]}"

    def answers(self) -> tuple[str, ...]:
        """Message-IDs this mail replies to, nearest first."""
        reply_to = MESSAGE_ID.findall(self.first("in-reply-to"))
        references = MESSAGE_ID.findall(self.first("references"))
        ids = dict.fromkeys([*reply_to, *reversed(references)])
        return tuple(id_ for id_ in ids if len(id_) <= LONGEST_ID)[:50]


def sender_of(mail: Mail, envelope_from: str) -> tuple[str, str]:
    """Address and display name of the one From; else the envelope's sender; else an address nobody can have."""
    if mail.from_address:
        return mail.from_address, mail.from_name
    if ADDRESS.fullmatch(envelope_from):
        return envelope_from.lower(), ""
    return f"{sha256(mail.identity('').encode()).hexdigest()[:16]}@unknown.invalid", ""


def _from_headers(headers: list[str]) -> tuple[str, str]:
    """Address and name, both empty unless exactly one person says who wrote."""
    address, name = _from(headers[0]) if len(headers) == 1 else ("", "")
    return address.lower(), name


def _from(header: str) -> tuple[str, str]:
    header = in_one_line(header)[:LONGEST_FROM]
    if plain := PLAIN_FROM.fullmatch(header):
        return plain["address"] or plain["bare"], _name(plain["quoted"] or plain["words"] or "")
    if QUOTED_OR_COMMENT.sub("", header).count("@") != 1:
        return "", ""
    try:
        parsed = HEADERS("from", header)
    except STUMBLES:
        return "", ""
    addresses = parsed.addresses if isinstance(parsed, AddressHeader) else ()
    if len(addresses) != 1 or not ADDRESS.fullmatch(addresses[0].addr_spec):
        return "", ""
    return addresses[0].addr_spec, _name(addresses[0].display_name)


HEADERS = HeaderRegistry()


def _name(text: str) -> str:
    """Many programs put the address where a name should be."""
    name = decoded(text)[:200]
    return "" if "@" in name else name


def reply_token(mail: Mail, envelope_to: Iterable[str], our_address: str) -> str:
    """What stands after the plus in our address. A mailbox that forwards or is polled names us in its headers only."""
    local, _, domain = our_address.partition("@")
    for recipient in envelope_to:
        name, plus, token = recipient.rpartition("@")[0].partition("+")
        if plus and name.lower() == local:
            return token
    ours = re.compile(rf"(?<![^\s<,:]){re.escape(local)}\+({ATOM})@{re.escape(domain)}(?![^\s>,;])", re.IGNORECASE)
    named = (ours.search(value) for name in RECIPIENT_HEADERS for value in mail.all(name))
    return next((found[1] for found in named if found), "")


RECIPIENT_HEADERS = ("delivered-to", "x-original-to", "envelope-to", "to", "cc")


def _contents(message: Message) -> tuple[str, list[Attachment]]:
    texts: list[str] = []
    attachments: list[Attachment] = []
    _collect(message, texts, attachments, wanted=True)
    return "\n\n".join(texts), attachments


def _collect(part: Message, texts: list[str], attachments: list[Attachment], *, wanted: bool) -> None:
    """`wanted` is false for the other dress of a text that is already read."""
    kind = part.get_content_type()
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        either = kind == "multipart/alternative"
        for child in sorted(inside(part), key=_html_last) if either else inside(part):
            before = len(texts)
            _collect(child, texts, attachments, wanted=wanted)
            wanted = wanted and not (either and len(texts) > before)
    elif _is_text(part, kind):
        text = text_of_bytes(bytes_of(part), part.get_content_charset()) if wanted else ""
        text = text_of_html(text) if kind == "text/html" else text
        if text.strip():
            texts.append(text)
    else:
        name = _file_name(part, kind, len(attachments) + 1)
        attachments.append(Attachment(name, clean(kind)[:100], bytes_of(part)))


def _own(part: Message) -> Iterator[Message]:
    yield part
    if part.get_content_maintype() == "multipart":
        for child in inside(part):
            yield from _own(child)


def inside(part: Message) -> list[Message]:
    """The parts in it. The library's get_payload may fall over a text that it was not even asked to decode."""
    payload: Any = part.get_payload() if part.is_multipart() else []
    return payload if isinstance(payload, list) else []


def _html_last(part: Message) -> bool:
    return part.get_content_type() != "text/plain"


def _is_text(part: Message, kind: str) -> bool:
    if part.get_content_disposition() == "attachment" or part.get_filename():
        return False
    return kind in ("text/plain", "text/html") or part.get_content_maintype() == "multipart"


def bytes_of(part: Message) -> bytes:
    """What hangs there, taken out of its transfer encoding."""
    if part.is_multipart():
        return b"\n".join(_whole(inner) for inner in inside(part))
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return b""
    coding = str(part.get("content-transfer-encoding", "")).strip().lower()
    return _as_far_as_it_goes(content) if coding == "base64" and _given_back(part, content) else content


def _given_back(part: Message, content: bytes) -> bool:
    """Whether the library could not decode, and gave the coded text itself."""
    return BASE64_CUT_OFF.fullmatch(content) is not None and content == b"".join(
        str(part.get_payload()).encode().split()
    )


def _as_far_as_it_goes(coded: bytes) -> bytes:
    """Of base64 that the library gave back because its end is missing."""
    letters = re.sub(rb"\s", b"", coded)
    whole = letters[: len(letters) // 4 * 4] if len(letters) % 4 == 1 else letters
    return b64decode(whole + b"=" * (-len(whole) % 4))


def _whole(message: Message) -> bytes:
    try:
        return message.as_bytes(policy=Compat32(max_line_length=0))
    except STUMBLES:
        return bytes_of(message)  # its headers cannot be written again; the original keeps them


def _with_letters(part: Message) -> Message:
    """The part's headers about its name, with bytes beyond ASCII as letters: the library makes "?" of them."""
    named = [(name, str(value)) for name, value in part.raw_items() if name.lower() in NAMING]
    if all(value.isascii() for _, value in named):
        return part
    readable = Message()
    for name, value in named:
        readable[name] = unescaped(value)
    return readable


def _file_name(part: Message, kind: str, number: int) -> str:
    given = decoded(str(_with_letters(part).get_filename() or "")).replace("\\", "/").rpartition("/")[2].strip(". ")
    if given:
        return given[-150:]
    return f"lampiran-{number}{'.eml' if kind == 'message/rfc822' else guess_extension(kind) or ''}"


def _without_scaffold(text: str) -> str:
    """Of a mail whose parts nobody could take apart, what a person would read in it."""
    return SCAFFOLD.sub("", text.replace("\r\n", "\n"))


def _unsigned(text: str) -> str:
    """Without the frame of a signature that stands in the text itself (RFC 9580, section 7)."""
    before, begin, rest = text.partition(BEGIN_SIGNED)
    if not begin:
        return text
    signed, _, after = rest.partition(BEGIN_SIGNATURE)
    words = signed.replace("\r\n", "\n").partition("\n\n")[2]
    said = "\n".join(line.removeprefix("- ") for line in words.split("\n"))
    return "\n".join((before, said, after.partition(END_SIGNATURE)[2])).strip()


def _after_headers(body: bytes) -> bytes:
    """Everything where there are no headers to be told from the rest: two such mails must not be taken for one."""
    if body.startswith((b"\n", b"\r\n")):
        return body
    blank = BLANK_LINE.search(body)
    if blank:
        return body[blank.end() :]
    return b"" if HEADER.match(body) else body
