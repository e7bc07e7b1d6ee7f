"""Tags texts for other programs: JSON lines in, the same lines with tags out."""

import json
from typing import BinaryIO, TextIO

from config.load import load_office
from config.settings import Settings
from nlp.as_json import as_row
from nlp.classifier import Classifier


def run(settings: Settings, lines: BinaryIO, out: TextIO) -> int:
    """Every line gets an answer; one that is no JSON object gets `{"error": ...}`. Says how many did."""
    files = load_office(settings.config_dir)
    tagger = Classifier.load(frozenset(files.sectors.by_id), frozenset(c.id for c in files.components))
    failed = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text = _text(row["text"])
        except (ValueError, KeyError, TypeError, RecursionError):
            failed += 1
            print(json.dumps({"error": 'not a line like {"id": 7, "text": "..."}'}), file=out, flush=True)
            continue
        print(_line(as_row(row, tagger.classify(text))), file=out, flush=True)
    return failed


def _line(row: dict[str, object]) -> str:
    """One line of JSON; half a character that a line brought along cannot be written and becomes a question mark."""
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def _text(value: object) -> str:
    """Raises TypeError for anything but a text or a plain number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError
    return str(value)
