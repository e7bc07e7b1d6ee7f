"""Pictures of papers: photographs or PDF, by what is in them and not by what they call themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile

from core.messages import Attachment

LARGEST = 10 * 1024 * 1024
MOST = 8
BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}


@dataclass(frozen=True, slots=True)
class Scans:
    """What was handed in, and a sentence for each file that was not taken."""

    taken: tuple[Attachment, ...] = ()
    refused: tuple[str, ...] = ()


async def scans_in(form: FormData, field: str, *, there: int = 0) -> Scans:
    """The files of one field. `there` are already kept with the draft."""
    taken: list[Attachment] = []
    refused: list[str] = []
    for upload in _uploads(form, field):
        name = "".join(letter for letter in upload.filename or "" if letter.isprintable())[-120:] or "pindaian"
        content = await upload.read(LARGEST + 1)
        media_type = _media_type(content)
        if len(content) > LARGEST:
            refused.append(f"{name} lebih besar dari {LARGEST // 1024 // 1024} MB: kecilkan atau pindai lagi")
        elif not media_type:
            refused.append(f"{name} bukan foto (JPG, PNG, TIFF, WebP, HEIC) atau PDF")
        elif there + len(taken) >= MOST:
            refused.append(f"{name} tidak ikut: paling banyak {MOST} berkas")
        else:
            taken.append(Attachment(name, media_type, content))
    return Scans(tuple(taken), tuple(refused))


def _uploads(form: FormData, field: str) -> Sequence[UploadFile]:
    return [one for one in form.getlist(field) if isinstance(one, UploadFile) and one.filename]


def _media_type(content: bytes) -> str:
    for beginning, media_type in BEGINNINGS.items():
        if content.startswith(beginning):
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return "image/heic" if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1") else ""
