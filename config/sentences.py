"""Reads wording/*.toml: every sentence the office says, in each language, and in a form short enough for an SMS."""

from collections import defaultdict
from string import Formatter

from config.reading import ConfigError, Table, nearest
from core.rules import sms

Sentences = dict[str, dict[str, str]]

# How long what is filled in can get. All else is cut to fit when it is filled in, but keeps a few letters.
LONGEST = {
    "number": "26-123456-71",
    "received": "23/12/2026 12.00 WIB",
    "due": "23/12/2026",
    "clause": "K6.5c2",
    "code": "7K3M-Q9TB-2XWP",
    **dict.fromkeys(("on", "since", "answered", "sent", "closed", "next_on", "service_on"), "23/12/2026"),
    "kind": "request for information",
    "days": "9999",
    "case_years": "99",
    "message_days": "9999",
}
SHORTEST_CUT = "xxxxxx"


def read_sentences(name: str, text: str) -> tuple[Sentences, bool]:
    """A language's sentences by key, each with "text" and (unless it says no_sms) "sms"; and if it is proofread."""
    with Table.of_file(name, text) as file:
        with file.table("about") as about:
            proofread = about.flag("proofread")
        keys = [key for key in file.values if key != "about"]
        return {key: _sentence(file.table(key)) for key in keys}, proofread


def check_sentences(name: str, sentences: Sentences, pattern: Sentences) -> None:
    """Refuses a language that lacks a sentence, has one too many, or fills in what its pattern does not know."""
    for key in pattern.keys() - sentences.keys():
        raise ConfigError(name, key, "this sentence is missing")
    for key, forms in sentences.items():
        if key not in pattern:
            raise ConfigError(name, key, f"nobody says this sentence{nearest(key, pattern)}")
        known = set().union(*(placeholders(form) for form in pattern[key].values()))
        for form, words in forms.items():
            for word in placeholders(words) - known:
                raise ConfigError(name, f"{key}.{form}", f"nothing fills in {{{word}}} here{nearest(word, known)}")


def placeholders(words: str) -> set[str]:
    """The names in braces. Raises ValueError when a brace is not closed or holds something else than a name."""
    found = set()
    for _, name, spec, conversion in Formatter().parse(words):
        if name is not None and (not name.isidentifier() or spec or conversion):
            raise ValueError(f"{{{name}}} is not a plain name in braces")
        found |= {name} if name else set()
    return found


def _sentence(table: Table) -> dict[str, str]:
    with table:
        forms = {"text": _form(table, "text")}
        if not table.flag("no_sms", False):
            forms["sms"] = _form(table, "sms")
            _fits_an_sms(table, forms["sms"])
        elif table.has("sms"):
            raise table.wrong("sms", "stands beside no_sms = true: one of them is meant")
        return forms


def _form(table: Table, key: str) -> str:
    words = table.text(key)
    try:
        placeholders(words)
    except ValueError as wrong:
        raise table.wrong(key, f"the braces do not fit: {wrong}") from wrong
    return words


def _fits_an_sms(table: Table, words: str) -> None:
    filled = words.format_map(defaultdict(lambda: SHORTEST_CUT, LONGEST))
    if stranger := sms.outside_the_alphabet(filled):
        raise table.wrong("sms", f"{stranger!r} does not fit into an SMS; write plain letters")
    if not sms.fits_one_part(filled):
        length = sms.septets(filled)
        raise table.wrong("sms", f"gets {length} characters long when filled in; one SMS holds {sms.ONE_PART}")
