"""What may hang on the public notice board: an answer without people, places and numbers (K6.8, UU 27/2022)."""

import re
from collections.abc import Callable, Iterable, Sequence

NAME, NUMBER, PLACE, MAIL, FIRM = "[nama]", "[nomor]", "[alamat]", "[surel]", "[perusahaan]"
SHORTEST_NAME_WORD = 3

CASE_NUMBER = r"\b\d{2}-\d{5,9}-\d{2}\b"
MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
KEPT = re.compile(
    rf"{CASE_NUMBER}|\b\d{{1,2}}\s+(?:{MONTHS})\s+\d{{4}}\b|\b\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b"
    r"|\b(?:Rp|IDR)\.?\s?\d[\d.,]*|\bKBLI\s+\d{5}\b|\bNomor\s+\d{1,3}\s+Tahun\s+\d{4}\b"
)
"""Numbers that name nobody: of cases, days, sums, kinds of business, laws."""

E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HANDLE = re.compile(r"(?<!\w)@\w{2,}")
DIGITS = re.compile(r"(?<![\w])\+?\(?\d(?:[ .()\-/]{0,2}\d){4,}")
PLATE = re.compile(r"\b[A-Z]{1,2}\s?\d{1,4}\s?[A-Z]{2,3}\b")
WORD = r"[A-Z0-9][\w'./-]*"
STREET = re.compile(
    rf"\b(?:Jl|Jln|Jalan|Gg|Gang|Kp|Kampung|Dusun|Dsn|Perum|Perumahan|Komplek|Kompleks|Blok|Desa|Kelurahan|Kel|Kecamatan"
    rf"|Kec)\b\.?\s+{WORD}(?:\s+(?:{WORD}|[Nn]o\.?\s*\d+\w*))*",
)
NEIGHBOURHOOD = re.compile(r"\bR[TW]\.?\s*\d+(?:\s*/\s*(?:RW\.?\s*)?\d+)?", re.IGNORECASE)
COMPANY = re.compile(r"\b(?:PT|CV|UD|PD|Koperasi|Yayasan|Firma)\b\.?\s+[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*)*")
OFFICES = (
    "Kepala|Sekretaris|Bupati|Wakil|Camat|Lurah|Petugas|Pejabat|Pelapor|Pengelola|Penanggung|Pimpinan|Warga|Pemohon|DPMPTSP"
    "|Ombudsman|Inspektorat|Dinas|Anda|Semua|Sekalian|Yth|Dan|Bapak|Ibu|Saudara|Saudari"
)
ADDRESSED = re.compile(
    rf"\b(?P<title>Bapak/Ibu|Ibu/Bapak|Pak|Bapak|Bu|Ibu|Sdr|Sdri|Saudara|Saudari|Tn|Ny|Kang|Teh|Haji|H|Hj|Yth)\b(?P<dot>\.?)"
    rf"\s+(?!(?:{OFFICES})\b)(?P<name>[A-Z][\w'.-]*(?:\s+[A-Z][\w'.-]*)*)"
)
RUN = re.compile(r"(\[\w+\])(?:[\s,]+\1)+")


def masked(text: str, *, names: Iterable[str] = (), kept: Iterable[str] = ()) -> str:
    """The text without people and places. `names` are those the office knows, `kept` its own texts."""
    own = [re.escape(one) for one in sorted(set(kept), key=len, reverse=True) if one.strip()]
    whole = re.compile("|".join([*own, KEPT.pattern]))
    known = _pattern_of(names)
    parts = [part if is_kept else _masked(part, known) for part, is_kept in _parts(text, whole)]
    return RUN.sub(r"\1", "".join(parts))


def without_names(text: str, names: Iterable[str]) -> str:
    """The text without the names the office knows, or that stand behind a title: for who has the case's code."""
    known = _pattern_of(names)
    return _untitled(known.sub(NAME, text) if known else text)


def _untitled(text: str) -> str:
    return ADDRESSED.sub(rf"\g<title>\g<dot> {NAME}", text)


def _parts(text: str, whole: re.Pattern[str]) -> Sequence[tuple[str, bool]]:
    """The text in pieces, each with whether it stays as it is."""
    found, last = [], 0
    for hit in whole.finditer(text):
        found += [(text[last : hit.start()], False), (hit[0], True)]
        last = hit.end()
    return [*found, (text[last:], False)]


def _masked(text: str, known: re.Pattern[str] | None) -> str:
    steps: Sequence[Callable[[str], str]] = (
        lambda words: E_MAIL.sub(MAIL, words),
        lambda words: HANDLE.sub(MAIL, words),
        lambda words: known.sub(NAME, words) if known else words,
        lambda words: NEIGHBOURHOOD.sub(PLACE, words),
        lambda words: STREET.sub(PLACE, words),
        lambda words: COMPANY.sub(FIRM, words),
        _untitled,
        lambda words: PLATE.sub(NUMBER, words),
        lambda words: DIGITS.sub(NUMBER, words),
    )
    for step in steps:
        text = step(text)
    return text


def _pattern_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Any of these names, whole or a part of it, several words in a row as one."""
    words = {word for name in names for word in re.findall(r"\w+", name) if len(word) >= SHORTEST_NAME_WORD}
    if not words:
        return None
    one = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{one})\b(?:[ .]+(?:{one})\b)*", re.IGNORECASE)
