"""Letters that citizens attach, written byte by byte: PDF and DOCX, honest and not."""

import io
import zipfile
from collections.abc import Iterable
from html import escape

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MEGABYTE = 1 << 20


def pdf(*lines: str) -> bytes:
    """One page with these lines in Helvetica. Without a line it is what a scanner makes: a page and no letter on it."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    drawing = f"BT /F1 12 Tf 72 720 Td 14 TL {shown}ET" if lines else "0 0 595 842 re f"
    return _pdf_of(
        (
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            " /Resources << /Font << /F1 5 0 R >> >> >>",
            f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        )
    )


def _pdf_of(objects: Iterable[str]) -> bytes:
    whole, places = b"%PDF-1.4\n", [b"0000000000 65535 f \n"]
    for number, content in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(whole))
        whole += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    size = len(places)
    table = b"xref\n0 %d\n" % size + b"".join(places)
    return whole + table + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(whole))


def docx(*paragraphs: str) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>" for words in paragraphs)
    return docx_of(f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode())


def docx_of(document: bytes) -> bytes:
    return _packed((document,))


def bomb(megabytes: int) -> bytes:
    """A small file whose document unpacks to this much text."""
    opening = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>'.encode()
    closing = b"</w:t></w:r></w:p></w:body></w:document>"
    return _packed((opening, *[b"a" * MEGABYTE] * megabytes, closing))


def endless_paragraphs(megabytes: int) -> bytes:
    """Small enough to be unpacked, yet each six bytes become a paragraph to think about."""
    opening = f'<w:document xmlns:w="{WORD}"><w:body>'.encode()
    return _packed((opening, *[b"<w:p/>" * (MEGABYTE // 6)] * megabytes, b"</w:body></w:document>"))


def laughs() -> bytes:
    """A billion of them, if somebody believes in its entities."""
    more = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    words = f'<!DOCTYPE l [<!ENTITY a "ha">{more}]><w:document xmlns:w="{WORD}"><w:p><w:t>&j;</w:t></w:p></w:document>'
    return docx_of(words.encode())


def _packed(pieces: Iterable[bytes]) -> bytes:
    held = io.BytesIO()
    with (
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as document,
    ):
        for piece in pieces:
            document.write(piece)
    return held.getvalue()
