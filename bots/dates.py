"""Days as people name them: "tgl 5", "3 minggu lalu", "bulan kemarin", "Maret 5". Reckoned from the day of writing.

What is inexact is read in the citizen's favour: "bulan kemarin" is the last day of that month, so that no window of
the standard closes on a day nobody named.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class DateTrouble(StrEnum):
    IMPOSSIBLE = "impossible"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class SaidDate:
    """A day in a text: `words` are the citizen's own, `at` is where they stand. `on` is None when there is trouble.

    `vague`: "Senin" and "besok" name a day in an answer; in a story they may be any Monday, any next day.
    """

    words: str
    at: int
    on: date | None = None
    trouble: DateTrouble | None = None
    vague: bool = False


_MONTHS = {
    "januari": 1, "january": 1, "jan": 1, "februari": 2, "pebruari": 2, "february": 2, "feb": 2, "peb": 2, "maret": 3,
    "march": 3, "mar": 3, "mrt": 3, "april": 4, "apr": 4, "mei": 5, "may": 5, "juni": 6, "june": 6, "jun": 6, "juli": 7,
    "july": 7, "jul": 7, "agustus": 8, "august": 8, "agst": 8, "agt": 8, "agu": 8, "aug": 8, "september": 9, "sept": 9,
    "sep": 9, "oktober": 10, "october": 10, "okt": 10, "oct": 10, "november": 11, "nopember": 11, "nov": 11, "nop": 11,
    "desember": 12, "december": 12, "des": 12, "dec": 12,
}  # fmt: skip
_WEEKDAYS = {
    "senin": 0, "senen": 0, "monday": 0, "selasa": 1, "salasa": 1, "tuesday": 1, "rabu": 2, "rebo": 2, "wednesday": 2,
    "kamis": 3, "kemis": 3, "thursday": 3, "jumat": 4, "jum'at": 4, "jumaah": 4, "friday": 4, "sabtu": 5, "saptu": 5,
    "saturday": 5, "ahad": 6, "sunday": 6,
}  # fmt: skip
_COUNTS = {
    "se": 1, "satu": 1, "sa": 1, "hiji": 1, "one": 1, "a": 1, "dua": 2, "two": 2, "tiga": 3, "tilu": 3, "three": 3,
    "empat": 4, "opat": 4, "four": 4, "lima": 5, "five": 5, "enam": 6, "genep": 6, "six": 6, "tujuh": 7, "seven": 7,
    "delapan": 8, "sembilan": 9, "sepuluh": 10, "ten": 10,
}  # fmt: skip
_UNITS = {
    "hari": "day", "hr": "day", "hri": "day", "dinten": "day", "poe": "day", "day": "day", "minggu": "week",
    "mgg": "week", "mggu": "week", "mg": "week", "week": "week", "bulan": "month", "bln": "month", "sasih": "month",
    "month": "month", "tahun": "year", "thn": "year", "taun": "year", "year": "year",
}  # fmt: skip

_HINTS = (
    *("hari", "hr", "lalu", "lewat", "silam", "kemarin", "kemaren", "kmrn", "kmren", "kapengker", "kamari", "tukang"),
    *("ago", "back", "last", "kemarin", "mangkukna", "yesterday", "tadi", "barusan", "today", "morning", "dinten"),
    *("nembe", "poe", "besok", "besuk", "lusa", "enjing", "isukan", "tomorrow", "depan", "next"),
    *("awal", "pertengahan", "tengah", "akhir"),
)
_LONG_MONTHS = [m for m in _MONTHS if len(m) > 3]
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_NAMED_MONTH = "(?:" + "|".join(sorted(_LONG_MONTHS, key=len, reverse=True)) + r"|mei)\b"
_UNIT = "(?:" + "|".join(sorted(_UNITS, key=len, reverse=True)) + ")"
_AGO = (
    r"(?:(?:yang|yg|nu)\s+)?"
    r"(?:lalu|lewat|silam|kemarin|kemaren|kmrn|kmren|kapengker|kamari|ka\s?tukang|tukang|ago|back)\b"
)
_COUNT = "(?:" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + ")"
_NO_COUNTING = r"(?!\s*(?:hari|hr|minggu|mgg|bulan|bln|jam|orang|kali))"
_LAST = r"(?:lalu|lewat|kemarin|kemaren|kmrn|kmren|kamari|kapengker|tukang)\b"
_WHICH = r"(?:lalu|lewat|kemarin|kemaren|kmrn|kmren|kamari|kapengker|ini|ieu)\b"
_YEAR = r"(?:\s*,?\s*(?P<{0}>20\d\d|19\d\d)\b)?"

_DATE = re.compile(
    r"\b(?:(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})\b"
    r"|(?P<d2>\d{1,2})(?P<sep>[/.-])(?P<m2>\d{1,2})(?P=sep)(?P<y2>\d{4}|\d{2})\b"
    rf"|(?!24/7\b)(?P<d3>\d{{1,2}})/(?P<m3>\d{{1,2}})\b(?![/\d]){_NO_COUNTING}"
    rf"|(?:(?:tgl|tanggal|tg|tngl|kaping)\.?\s*(?P<d6>\d{{1,2}})\s+(?:bulan|bln|sasih)\s+(?P<which>{_WHICH}))"
    r"|(?P<d7>\d{1,2})(?:st|nd|rd|th)\s+(?:of\s+)?(?P<which_en>last|this)\s+month\b"
    r"|(?:tgl|tanggal|tg|tngl)\.?\s*(?P<d9>\d{1,2})\s+(?:bulan|bln)\s+(?P<m9>\d{1,2})\b"
    rf"|(?P<part_of>awal|pertengahan|tengah|akhir)[\s-]+(?:bulan|bln|sasih)\s+(?P<which_month>{_WHICH})"
    rf"|(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\s*-?\s*(?:of\s+|bulan\s+)?(?P<m4>{_MONTH}){_YEAR.format('y4')}"
    rf"|(?P<m5>{_MONTH})\s+(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?\b{_NO_COUNTING}{_YEAR.format('y5')}"
    r"|(?P<part>awal|pertengahan|tengah|akhir|early|mid|late)[\s-]+(?:(?:bulan|bln|sasih)\s+)?"
    rf"(?P<m6>{_NAMED_MONTH}){_YEAR.format('y6')}"
    rf"|(?:bulan|bln|sasih|pada|in)\s+(?P<m7>{_NAMED_MONTH}){_YEAR.format('y7')}"
    rf"|(?P<n>\d{{1,4}}|{_COUNT})\s*-?\s*(?P<unit>{_UNIT})s?(?:an)?\s+{_AGO}"
    rf"|(?:(?P<last>{_UNIT})\s+{_LAST}|last\s+(?P<last_en>week|month|year)\b)"
    rf"|(?:(?:hari|hr|poe|dinten|on|last)\s+)?(?P<weekday>{'|'.join(_WEEKDAYS)})\b"
    rf"(?P<before>\s+(?P<of_last_week>(?:minggu|mgg|pekan)\s+)?{_LAST})?"
    r"|(?:hari|hr|poe)\s+(?P<sunday>minggu)\b"
    r"|(?P<two>(?:kemarin|kemaren|kmrn)\s+lusa|lusa\s+kemarin|mangkukna|the\s+day\s+before\s+yesterday)\b"
    r"|(?<!puasa )(?<!lebaran )(?<!natal )(?P<yesterday>kemarin|kemaren|kmrn|kmren|kamari|yesterday)\b"
    r"|(?P<today>(?:hari|hr)\s+ini|tadi(?:\s+(?:pagi|siang|sore|malam))?|barusan|today|this\s+morning"
    r"|dinten\s+ayeuna|poe\s+ieu|nembe)\b"
    r"|(?P<coming>besok|besuk|lusa|enjing|isukan|tomorrow|(?:minggu|bulan|tahun)\s+depan|next\s+(?:week|month|year))\b"
    r"|(?:tgl|tanggal|tg|tngl|kaping)\.?\s*(?P<d8>\d{1,2})\b"
    rf"(?!\s*[/.-]\s*\d|\s*-?\s*(?:bulan\s+)?{_MONTH}))"
)
_HINT = re.compile(rf"\d|\b(?:{'|'.join((*_HINTS, *_MONTHS, *_WEEKDAYS))})\b")
_BARE_DURATION = re.compile(rf"\b(?P<n>\d{{1,4}}|{_COUNT})\s*-?\s*(?P<unit>{_UNIT})s?(?:an)?\b")
_BARE_MONTH = re.compile(rf"^\W*(?P<m7>{_NAMED_MONTH}){_YEAR.format('y7')}\W*$")
_BARE_DAY = re.compile(r"^\W*(?P<d8>\d{1,2})\W*$")
_FURTHEST_YEARS = 60


def date_in(text: str, on: date, *, answer: bool = False) -> SaidDate | None:
    """The first day named in a text. An answer may be as short as "5", "Maret" or "3 minggu"."""
    if found := next(dates_in(text, on), None):
        return found
    small = text.lower()
    bare = _BARE_DURATION.search(small) or _BARE_MONTH.search(small) or _BARE_DAY.search(small) if answer else None
    return _said(text, small, bare, on) if bare else None


def dates_in(text: str, on: date) -> Iterator[SaidDate]:
    """Every day named in a text, in its order."""
    small = text.lower()
    if _HINT.search(small):
        yield from (_said(text, small, found, on) for found in _DATE.finditer(small))


def spoken_day(day: date, language: str, *, weekday: bool = False) -> str:
    """ "5 Maret 2026" or "Kamis, 5 Maret 2026", as it is repeated to the citizen."""
    months = _SPOKEN_MONTHS.get(language, _SPOKEN_MONTHS["id"])
    spoken = f"{day.day} {months[day.month - 1]} {day.year}"
    return f"{_SPOKEN_WEEKDAYS.get(language, _SPOKEN_WEEKDAYS['id'])[day.weekday()]}, {spoken}" if weekday else spoken


_SPOKEN_MONTHS = {
    "su": (
        *("Januari", "Pébruari", "Maret", "April", "Méi", "Juni"),
        *("Juli", "Agustus", "Séptémber", "Oktober", "Nopémber", "Désémber"),
    ),
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


_SPOKEN_WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "su": ("Senén", "Salasa", "Rebo", "Kemis", "Jumaah", "Saptu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def _said(text: str, small: str, found: re.Match[str], on: date) -> SaidDate:
    words = (text if len(text) == len(small) else small)[found.start() : found.end()].strip(" .,")
    said = {name: part for name, part in found.groupdict().items() if part is not None}
    vague = "coming" in said or ("weekday" in said and "before" not in said)
    try:
        day = _reckoned(said, on)
    except (ValueError, OverflowError):
        return SaidDate(words, found.start(), trouble=DateTrouble.IMPOSSIBLE)
    if day > on:
        return SaidDate(words, found.start(), trouble=DateTrouble.FUTURE, vague=vague)
    return SaidDate(words, found.start(), on=day, vague=vague)


def _reckoned(said: dict[str, str], on: date) -> date:
    """The day meant. Raises ValueError for a day that no calendar has."""
    if day := said.get("d6") or said.get("d7"):
        return _in_last_or_this_month(int(day), said.get("which") or said["which_en"], on)
    if part := said.get("part_of"):
        return _part_of_month(part, said["which_month"], on)
    for number in "123459":
        if month := said.get(f"m{number}"):
            return _full_date(said[f"d{number}"], month, said.get(f"y{number}"), on)
    if month := said.get("m6") or said.get("m7"):
        return _in_month(said.get("part", ""), _month(month), said.get("y6") or said.get("y7"), on)
    if unit := said.get("unit"):
        return _back(_UNITS[unit], _count(said["n"]), on)
    if unit := said.get("last") or said.get("last_en"):
        return _last(_UNITS[unit], on)
    if said.get("weekday") or said.get("sunday"):
        weekday = _WEEKDAYS.get(said.get("weekday", ""), 6)
        if "of_last_week" in said:
            return on - timedelta(days=on.weekday() + 7 - weekday)
        days = (on.weekday() - weekday) % 7
        return on - timedelta(days=7 if days == 0 and "before" in said else days)
    if day := said.get("d8"):
        return _last_with_day(int(day), on)
    return on + timedelta(days=-2 if "two" in said else -1 if "yesterday" in said else 1 if "coming" in said else 0)


def _full_date(day: str, month: str, year: str | None, on: date) -> date:
    """Without a year it is the latest such day that has come already; 29 February looks back to a leap year."""
    number = _month(month)
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    if not 1 <= int(day) <= (29 if number == 2 else calendar.monthrange(on.year, number)[1]):
        raise ValueError(day)
    past = (_day_if_any(on.year - back, number, int(day)) for back in range(9))
    return next(found for found in past if found and found <= on)


def _day_if_any(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def _in_month(part: str, month: int, year: str | None, on: date) -> date:
    number = int(year) if year else on.year - (month > on.month)
    end = calendar.monthrange(number, month)[1]
    day = {"awal": 10, "early": 10, "pertengahan": 20, "tengah": 20, "mid": 20}.get(part, end)
    found = date(number, month, day)
    return min(found, on) if (number, month) == (on.year, on.month) else found


def _back(unit: str, count: int, on: date) -> date:
    if unit in ("day", "week"):
        return _not_before_living_memory(on - timedelta(days=count * (7 if unit == "week" else 1)), on)
    months = on.year * 12 + on.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    end = calendar.monthrange(year, month + 1)[1]
    return _not_before_living_memory(date(year, month + 1, min(on.day, end)), on)


def _not_before_living_memory(day: date, on: date) -> date:
    if day.year < on.year - _FURTHEST_YEARS:
        raise ValueError(day)
    return day


def _last(unit: str, on: date) -> date:
    """ "minggu kemarin" is seven days ago, "bulan kemarin" the end of that month, "tahun lalu" of that year."""
    if unit in ("day", "week"):
        return on - timedelta(days=7 if unit == "week" else 1)
    return on.replace(day=1) - timedelta(days=1) if unit == "month" else date(on.year - 1, 12, 31)


def _in_last_or_this_month(day: int, which: str, on: date) -> date:
    """ "tanggal 3 bulan kemarin"."""
    if which in _THIS:
        return on.replace(day=day)
    return (on.replace(day=1) - timedelta(days=1)).replace(day=day)


def _part_of_month(part: str, which: str, on: date) -> date:
    """ "awal bulan kemarin" is its tenth day."""
    month = on if which in _THIS else on.replace(day=1) - timedelta(days=1)
    return _in_month(part, month.month, str(month.year), on)


_THIS = ("ini", "ieu", "this")


def _last_with_day(day: int, on: date) -> date:
    """ "tgl 5": the fifth of this month, or of the latest month that has had one."""
    if not 1 <= day <= 31:
        raise ValueError(day)
    months = ((on.year * 12 + on.month - 1 - back) for back in range(3))
    days = (_day_if_any(m // 12, m % 12 + 1, day) for m in months)
    return next(found for found in days if found and found <= on)


def _month(words: str) -> int:
    return int(words) if words.isdigit() else _MONTHS[words.strip(" .")]


def _count(words: str) -> int:
    return int(words) if words.isdigit() else _COUNTS[words]
