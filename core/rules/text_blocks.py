"""Text blocks: what the office writes often, with fields that a case fills."""

import re
from collections.abc import Mapping

from core.rules.missing import Missing

FIELDS = ("nama", "nomor", "layanan", "petugas")
"""The reporter's name, the case's number, its service, and the officer who answers."""
ALSO = {"name": "nama", "number": "nomor"}
LANGUAGES = ("id", "su", "en")
LONGEST = 4000
FIELD = re.compile(r"\{(\w+)\}")


def filled(words: str, facts: Mapping[str, str]) -> str:
    """The block with its fields; other braces stay as they were typed."""
    return FIELD.sub(lambda field: facts.get(ALSO.get(field[1], field[1]), field[0]), words)


def unknown_fields(words: str) -> list[str]:
    """Fields that no case fills, as they were typed."""
    return sorted({field[0] for field in FIELD.finditer(words) if ALSO.get(field[1], field[1]) not in FIELDS})


def missing_in_block(title: str, language: str, words: str) -> tuple[Missing, ...]:
    """What a block needs before it can be offered to anybody."""
    done = {
        "text_block.title": bool(title.strip()),
        "text_block.language": language in LANGUAGES,
        "text_block.text": bool(words.strip()) and len(words) <= LONGEST,
    }
    missing = [Missing("answer-and-result", "K6.4", what) for what, there in done.items() if not there]
    missing += [Missing("answer-and-result", "K6.4", "text_block.field", field) for field in unknown_fields(words)]
    return tuple(missing)
