"""Mails made to exhaust whoever reads them, too big to keep as files."""

from tests.mails.made import SAID, Made, address, crlf
from tests.mails.shapes import attached, nested


def _large(name: str, content: bytes, **out: object) -> Made:
    head = (
        f"From: Siti Aminah <{address(name)}>\r\nSubject: Izin hosting\r\nMessage-ID: <{name}@warga.test>\r\n".encode()
    )
    return Made(name, head + content, sender=address(name), **out)  # type: ignore[arg-type]


BODY = b"\r\n" + crlf(SAID)
LARGE = (
    _large("nested_500", nested(500), marks=["unreadable"]),
    _large("attached_500", attached(500), marks=["unreadable"], text="*"),
    _large("header_of_1_mb", b"X-Panjang: " + b"a" * (1 << 20) + b"\r\n" + BODY),
    _large("header_folded_1_mb", b"X-Panjang: a\r\n" + b" a\r\n" * (1 << 18) + BODY),
    _large("headers_10000", b"".join(b"X-%d: ya\r\n" % n for n in range(10_000)) + BODY, marks=["unreadable"]),
    _large(
        "references_100000", b"References: " + b"\r\n ".join(b"<%d@x>" % n for n in range(100_000)) + b"\r\n" + BODY
    ),
    _large(
        "parts_5000",
        b'Content-Type: multipart/mixed; boundary="a"\r\n\r\n' + b"--a\r\n\r\nx\r\n" * 5_000 + b"--a--\r\n",
        marks=["unreadable"],
        text="*",
    ),
    _large("html_of_5_mb", b"Content-Type: text/html\r\n\r\n" + b"<div><p>Izin" * 400_000 + b"\r\n", text="*"),
    _large("quotes_of_5_mb", b"\r\n" + b"> " * 2_500_000 + b"\r\n", text="*"),
    _large("attributions_of_2_mb", b"\r\n" + b"Pada 1 a 10.05 <a@b> menulis\r\n" * 70_000, text="*"),
    _large("brackets_of_1_mb", b"Authentication-Results: x; " + b"(" * (1 << 20) + b"\r\n" + BODY),
    _large("encoded_words_of_1_mb", b"X: 1\r\nTo: " + b"=?utf-8?q?a?= " * 70_000 + b"\r\n" + BODY),
)
"""The text "*" is whatever it may be."""
