"""From bytes and encoded words to text: charsets that lie, headers that break the rules, signs no database holds."""

import re
from email.errors import MessageError
from email.header import decode_header

FOLD = re.compile(r"[\r\n]+[ \t]*")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
WINDOWS = "cp1252"
LATIN = {"iso_8859_1", "latin_1", "latin1"}  # declared, but written on Windows
DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the reading around: "surat\\u202efdp.exe" would be shown as suratexe.pdf."""
LONGEST = 2_000
BYTE_ORDER_MARK = "\ufeff"
NOT_FOR_MAIL = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}


def in_one_line(header: str) -> str:
    return FOLD.sub(" ", header)


def decoded(header: str) -> str:
    """A header as a person reads it: in one line, encoded words decoded."""
    text = in_one_line(header)[:LONGEST]
    if "=?" in text:
        try:
            words = decode_header(text)
        except (MessageError, ValueError):
            words = [(text, None)]
        plain = "ascii" if text.isascii() else "raw_unicode_escape"
        text = "".join(
            word
            if isinstance(word, str)
            else text_of_bytes(word, charset)
            if charset
            else word.decode(plain, "replace")
            for word, charset in words
        )
    return " ".join(DIRECTION.sub("", clean(text)).split())


def unescaped(raw: str) -> str:
    """Headers with bytes beyond ASCII, which are not allowed and common."""
    return raw if raw.isascii() else text_of_bytes(raw.encode("utf-8", "surrogateescape"), "utf-8")


def text_of_bytes(content: bytes, charset: str | None) -> str:
    """As declared, else UTF-8, else what Windows wrote: one of them is nearly always right."""
    named = (charset or "utf-8").lower().replace("-", "_")
    for name in (WINDOWS if named in LATIN else named, "utf-8"):
        if name not in NOT_FOR_MAIL:
            try:
                return content.decode(name).removeprefix(BYTE_ORDER_MARK)
            except (LookupError, ValueError):
                continue
    return content.decode(WINDOWS, "replace")


def clean(text: str) -> str:
    """Without what a database cannot hold."""
    text = UNPRINTABLE.sub("", text)
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
