"""A wish to have one's data erased (UU 27/2022): recorded with a number, put before an officer, answered kindly."""

import re
from dataclasses import replace

from bots.talk import AddToCase, OpenCase, RequestErasure, Said, Say, Talk, Turn
from core.rules.grouping import Kind, Tags
from core.rules.report import Report

_MINE = (
    r"(?:(?:semua|seluruh|seluruhnya|sadaya|all)\W+)?"
    r"(?:data|datanya|informasi|identitas|nomor|nomer|nik|ktp|foto|riwayat|percakapan|chat|pesan|kontak)"
    r"(?:\W+\w+){0,2}?\W+(?:saya|sy|aku|kami|abdi|pribadi|pribadina|ieu|ini)\b"
)
_ERASE = r"(?:hapus(?:lah|kan|in|keun)?|menghapus|dihapus(?:kan|keun)?|penghapusan|musnahkan|dimusnahkan)"
_WISH = re.compile(
    rf"^(?:\W*\w+){{0,6}}?\W*\b{_ERASE}\W+(?:\w+\W+){{0,2}}?{_MINE}"
    rf"|\b(?:mohon|tolong|minta|mau|ingin|bisa|boleh|supaya|agar)\b(?:\W+\w+){{0,4}}?\W+{_MINE}(?:\W+\w+){{0,3}}?\W+{_ERASE}\b"
    r"|\b(?:delete|erase|remove)\W+(?:all\W+)?(?:of\W+)?my\W+(?:\w+\W+)?(?:data|information|number|messages)\b",
    re.IGNORECASE,
)
# Data kept elsewhere, or erased against one's will, are a matter like any other.
_ANOTHER_MATTER = re.compile(
    r"\b(?:oss|nib|izin|ijin|akun|account|permohonan|berkas|sistem|siinas|perizinan|tanpa\s+izin|dihapus\s+oleh)\b"
    r"|\b(?:petugas\w*|admin\w*|dinas|kantor)\s+(?:\w+\s+){0,2}(?:meng)?hapus",
    re.IGNORECASE,
)
_LONGEST = 200
_REQUEST = Tags(Kind.QUESTION, "umum")


def asks_to_erase(text: str) -> bool:
    """ "Tolong hapus data saya"; not "petugas menghapus data saya dari OSS"."""
    short = len(text) <= _LONGEST
    return short and _WISH.search(text) is not None and _ANOTHER_MATTER.search(text) is None


def erasure_asked(talk: Talk, said: Said) -> Turn:
    """Beside a case it is kept with that case; alone it is a request of its own, with a number and a last day."""
    if talk.has_case:
        return Turn(talk, (AddToCase(said.tags), RequestErasure()), (Say("erasure_noted"),))
    known = talk.report or Report()
    report = Report(matter=said.text.strip(), name=known.name, identity=known.identity)
    tags = replace(_REQUEST, language=said.tags.language)
    now = replace(talk, report=report, tags=tags, has_case=True, complete=True, pending=None, before=None, asked=())
    return Turn(now, (OpenCase(report, tags), RequestErasure()), (Say("erasure_recorded"),))
