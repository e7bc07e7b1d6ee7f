"""What was written now: without the mail it answers, the phone's footer and the signature."""

import re

from mailparser_reply.constants import MAIL_LANGUAGES, QUOTED_MATCH_INCLUDE
from mailparser_reply.parser import EmailMessage

# Gmail, Yahoo, Outlook, iPhone and Samsung in Indonesian, which the library lacks, and Yahoo in English, whose answered
# mail goes on in the same line.
MAIL_LANGUAGES.setdefault(
    "id",
    {
        "wrote_header": (
            rf"(^{QUOTED_MATCH_INCLUDE}(?:-* ?Pada\s[^\n]*(?:\n[^\n]+)?\s?menulis ?:$"
            r"|(?:Pada|On)\s[^\n]*\d[^\n]*<[^<>\s]+@[^<>\s]+> ?(?:menulis|wrote) ?:"
            r"|\d{4}-\d\d-\d\d \d?\d[:.]\d\d [^\n]*(?:\n[^\n]+)?<[^<>\s]+@[^<>\s]+> ?:$"
            r"|-{3,} ?(?:Pesan Asli|Original Message) ?-{3,}$))"
        ),
        "from_header": (
            rf"(^{QUOTED_MATCH_INCLUDE}[* ]*(?:Dari|Pengirim) ?:[^\n]+"
            r"(?:\n[>* ]*(?:Dikirim|Terkirim|Tanggal|Waktu|Date|Kepada|Ke|Cc|Tembusan|Perihal|Subjek) ?:[^\n]*){1,6})"
        ),
    },
)

SIGN_OF_MORE = re.compile(
    r"^[ \t]*>|\b(?:wrote|menulis) ?:|>[ \t]?:[ \t]*$|^[ \t*]*(?:From|Dari|Pengirim) ?:|^-{2,}|^_{10,}"
    r"|^(?:Sent|Get|Dikirim|Terkirim|Dapatkan)\b",
    re.MULTILINE | re.IGNORECASE,
)
SEPARATOR = re.compile(r"-{3,} ?(?:Pesan Asli|Original Message)", re.IGNORECASE)
ATTRIBUTION = re.compile(r"(?:@|\d[:.]\d\d).*(?:wrote|menulis|>) ?:$", re.IGNORECASE | re.DOTALL)
SENDER_LINE = re.compile(r"^[>* ]*(?:From|Dari|Pengirim) ?:", re.MULTILINE | re.IGNORECASE)
TIME_LINE = re.compile(
    r"^[>* ]*(?:Sent|Date|Dikirim|Terkirim|Tanggal|Waktu) ?:.*\d[:.]\d\d", re.MULTILINE | re.IGNORECASE
)
RULE = re.compile(r"[_-]{10,}|-{3,}.*-{3,}")
FORWARDED = re.compile(
    r"-*\s*(?:Forwarded message|Begin forwarded message|Pesan (?:yang )?(?:di)?terusk?an|Pesan terusan)", re.IGNORECASE
)
FOOTER = re.compile(
    r"(?:Sent|Dikirim|Terkirim) (?:from|dari|melalui|via|with)\b.{0,40}?\b(?:iPhone|iPad|Yahoo|Samsung|Galaxy|Android"
    r"|Outlook|Gmail|Mail|Huawei|Xiaomi|Redmi|POCO|OPPO|vivo|realme|Infinix|BlackBerry|ponsel|smartphone|perangkat|HP)\b"
    r".{0,80}|(?:Get|Dapatkan) Outlook (?:for|untuk) .{0,60}",
    re.IGNORECASE,
)
BLANK_RUN = re.compile(r"\n{3,}")

# The library's patterns need quadratic time on long lines, so it sees the beginning of a mail only, and narrow.
LINES_TO_SEARCH = 200
COLUMNS_TO_SEARCH = 160
LONGEST_SIGNATURE = 10


def written_now(text: str, *, forwarded: bool = False) -> str:
    """The whole text when nothing else would be left, and when it was forwarded: then the old mail is the message."""
    text = tidy(text)
    if forwarded or not SIGN_OF_MORE.search(text):
        return text
    lines = text.split("\n")
    own = _without_signature(_without_footers(_without_history(lines)))
    return tidy("\n".join(own)) or text


def tidy(text: str) -> str:
    """Lines end with a newline and without spaces; at most one blank line in a row."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return BLANK_RUN.sub("\n\n", "\n".join([line.rstrip() for line in lines])).strip()


def _without_history(lines: list[str]) -> list[str]:
    history = _first_history(lines)
    if history is None:
        return _without_quotations(lines)
    begin, end = history
    above = lines[:begin]
    while above and (not above[-1].strip() or RULE.fullmatch(above[-1].strip())):
        above.pop()
    below = lines[end:]
    if next((line for line in below if line.strip()), "").lstrip().startswith(">"):
        return [*above, "", *_unquoted(below)]  # answers written between and below the quoted lines
    return above


def _first_history(lines: list[str]) -> tuple[int, int] | None:
    """Where the heading of an older mail begins and ends."""
    narrow = "\n".join([line.strip()[:COLUMNS_TO_SEARCH] for line in lines[:LINES_TO_SEARCH]])
    place = 0
    for reply in EmailMessage(text=narrow, languages=["id"], keep_hyphen_lists=True).read().replies:
        heading = reply.headers or ""
        found = narrow.find(heading, place) if heading else -1
        if found < 0:
            continue
        place = found
        begin = narrow.count("\n", 0, place)
        if _is_history(heading) and not _is_forwarded(lines[:begin]):
            return begin, begin + heading.count("\n") + 1
    return None


def _is_history(heading: str) -> bool:
    """Mail programs write an address or a time; people write "petugas menulis:" and "Perihal: ... Tanggal: ..." too."""
    if SEPARATOR.search(heading) or ATTRIBUTION.search(heading):
        return True
    return bool(SENDER_LINE.search(heading) and TIME_LINE.search(heading))


def _is_forwarded(above: list[str]) -> bool:
    said = [line for line in above if line.strip()]
    return bool(said and FORWARDED.match(said[-1].strip()))


def _without_quotations(lines: list[str]) -> list[str]:
    """Of two lines and more: a single one may say "> 14 hari kerja belum ada jawaban"."""
    quoted = [line.lstrip().startswith(">") for line in lines]
    neighbours = zip([False, *quoted], quoted, [*quoted[1:], False], strict=False)
    return [
        line for line, (before, it, after) in zip(lines, neighbours, strict=False) if not (it and (before or after))
    ]


def _unquoted(lines: list[str]) -> list[str]:
    return [line for line in lines if not line.lstrip().startswith(">")]


def _without_footers(lines: list[str]) -> list[str]:
    return [line for line in lines if not FOOTER.fullmatch(line.strip())]


def _without_signature(lines: list[str]) -> list[str]:
    for place in range(max(0, len(lines) - LONGEST_SIGNATURE - 1), len(lines)):
        if lines[place].rstrip() == "--":
            return lines[:place]
    return lines
