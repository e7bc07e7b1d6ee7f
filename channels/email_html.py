"""The text of an HTML mail, as a person would read it aloud."""

import re
from html.parser import HTMLParser

MOST_HTML = 200_000  # longer is a newsletter or an attack; the original keeps everything

UNREAD = {"title", "template"}
NEW_LINE = set(
    "address article center dd div dl dt footer form header hr li main ol pre section table tr ul".split()  # noqa: SIM905
)
NEW_PARAGRAPH = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote"}
UNREAD_BLOCK = re.compile(r"<!--|<script\b|<style\b", re.IGNORECASE)
ITS_END = {
    "<!--": re.compile(r"-->"),
    "<script": re.compile(r"</script[^<>]{0,99}>", re.IGNORECASE),
    "<style": re.compile(r"</style[^<>]{0,99}>", re.IGNORECASE),
}
DECLARATION = re.compile(r"<[!?][^<>]*>")
NO_TAG = re.compile(r"<(?![a-z/][^<>]{0,4000}>)", re.IGNORECASE)
SPACES = re.compile(r"[ \t\r\n\f\xa0]+")


def text_of_html(html: str) -> str:
    """Paragraphs, lists and table rows become lines, quotations begin with ">", links stay readable."""
    reader = _Reader()
    reader.feed(_harmless(html[:MOST_HTML]))
    reader.close()
    return reader.text()


def _harmless(html: str) -> str:
    """Complete tags only: html.parser needs quadratic time, and sometimes raises, where one is left open."""
    kept: list[str] = []
    place = 0
    while block := UNREAD_BLOCK.search(html, place):
        kept.append(html[place : block.start()])
        end = ITS_END[block[0].lower()].search(html, block.end())
        place = end.end() if end else len(html)
    kept.append(html[place:])
    return NO_TAG.sub("&lt;", DECLARATION.sub("", "".join(kept)))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes = 0
        self._unread = ""
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._unread = ""
        if self._unread:
            return
        if tag in UNREAD:
            self._unread = tag
        elif tag == "br":
            self._end_line()
        elif tag in ("td", "th"):
            self._line.append(" ")
        elif tag == "a":
            self._link = dict(attrs).get("href") or ""
        elif tag in NEW_LINE or tag in NEW_PARAGRAPH:
            self._begin(tag)

    def _begin(self, tag: str) -> None:
        self._begin_line()
        if tag in NEW_PARAGRAPH:
            self._lines.append("")
        if tag == "blockquote":
            self._quotes += 1
        elif tag == "li":
            self._line.append("- ")

    def handle_endtag(self, tag: str) -> None:
        if self._unread:
            if tag == self._unread:
                self._unread = ""
        elif tag == "a":
            self._say_where_the_link_goes()
        elif tag in NEW_LINE or tag in NEW_PARAGRAPH:
            self._begin_line()
            if tag == "blockquote":
                self._quotes = max(0, self._quotes - 1)
            if tag in NEW_PARAGRAPH:
                self._lines.append("")

    def _say_where_the_link_goes(self) -> None:
        link, self._link = self._link, ""
        if link.startswith(("http://", "https://")) and not any(link.rstrip("/") in said for said in self._line):
            self._line.append(f" ({link})")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._line.append(data)

    def _begin_line(self) -> None:
        if any(said.strip() for said in self._line):
            self._end_line()
        self._line.clear()

    def _end_line(self) -> None:
        said = SPACES.sub(" ", "".join(self._line)).strip()
        self._lines.append("> " * min(self._quotes, 5) + said)
        self._line.clear()

    def text(self) -> str:
        self._begin_line()
        return "\n".join(self._lines).strip()
