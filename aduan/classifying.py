"""Tags texts for other programs: JSON lines in, the same lines with tags out."""

import json
import math
from typing import BinaryIO, TextIO

from config.load import load_office
from config.settings import Settings
from nlp.as_json import as_row
from nlp.classifier import Classifier

NO_LINE = 'not a line like {"id": 7, "text": "..."}'


def run(settings: Settings, lines: BinaryIO, out: TextIO) -> int:
    """Every line gets an answer; one that is no JSON object with a text gets `{"error": ...}`, beside its id if it has
    one. Says how many did."""
    files = load_office(settings.config_dir)
    tagger = Classifier.load(frozenset(files.sectors.by_id), frozenset(c.id for c in files.components))
    failed = 0
    for line in lines:
        if not line.strip():
            continue
        row = _row(line)
        try:
            tagged = _line(as_row(row, tagger.classify(_text(row["text"]))))
        except (ValueError, KeyError, TypeError, RecursionError):
            failed += 1
            tagged = _line(_id_of(row) | {"error": NO_LINE})
        print(tagged, file=out, flush=True)
    return failed


def _row(line: bytes) -> dict[str, object]:
    """The line's object; empty when it is none."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) else {}


def _id_of(row: dict[str, object]) -> dict[str, object]:
    """What the sender needs to find its line again; nothing where it gave no id that JSON can say."""
    match row.get("id"):
        case str() | int() as given:
            return {"id": given}
        case float() as given if math.isfinite(given):
            return {"id": given}
        case _:
            return {}


def _line(row: dict[str, object]) -> str:
    """One line of JSON; half a character that a line brought along cannot be written and becomes a question mark.

    Raises ValueError for NaN and Infinity, which Python reads and JSON does not know.
    """
    return json.dumps(row, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace").decode("utf-8")


def _text(value: object) -> str:
    """Raises TypeError for anything but a text or a plain number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError
    if isinstance(value, float) and not math.isfinite(value):
        raise TypeError
    return str(value)
