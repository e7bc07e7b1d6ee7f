"""The search: which cases speak of something, with Indonesian word stems and typing errors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.rules.roles import Role
from core.store.holders import WAITING
from core.store.viewers import Viewer

# Personal data goes to other offices only with consent (K6.1), so they do not search for names.
READ_NAMES = frozenset({Role.OFFICER, Role.TEAM_LEADER, Role.KEPALA, Role.INSPECTORATE})
MARGIN = 2_000
"""Entries of the ledger get their number before they are committed; so many below the newest may still appear."""

NAME_WORDS = r"trim('|' FROM regexp_replace(reporters.name, '\W+', '|', 'g'))"
"""The words of a reporter's name, as a regular expression that finds each of them."""

FOUND = f"""
    SELECT case_id FROM case_words
    WHERE words @@ CAST(:sought AS tsquery) OR names @@ CAST(:sought_names AS tsquery)
    UNION
    SELECT reporters.case_id FROM reporters JOIN cases ON cases.id = reporters.case_id
    WHERE {WAITING} AND cases.holder_id = :searcher AND reporters.identity = 'confidential'
        AND to_tsvector('indonesian', reporters.name) @@ CAST(:sought_names AS tsquery)
    UNION
    SELECT cases.id FROM cases WHERE cases.number LIKE :sought_number
"""
"""Names of confidential reporters are in no index: only open cases in the searcher's own hand are looked through."""

EACH = """(
    (SELECT words @@ CAST(:sought AS tsquery) OR names @@ CAST(:sought_names AS tsquery)
        FROM case_words WHERE case_words.case_id = cases.id)
    OR cases.number LIKE :sought_number
)"""
"""A condition on `cases`: the question put to one case after the other."""

LISTABLE = 10_000
"""What is found more often is not listed."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for, ready for the index. `number` is how the case's number may begin."""

    query: str
    number: str = ""

    def values(self, viewer: Viewer) -> dict[str, Any]:
        """The values for FOUND, as far as this person may look."""
        names = self.query if viewer.role in READ_NAMES else ""
        like = f"{self.number}%" if self.number else ""
        return {
            "sought": self.query, "sought_names": names, "sought_number": like, "searcher": viewer.officer_id,
        }  # fmt: skip


async def understood(db: AsyncConnection, words: str, *, number: str = "") -> Sought:
    """The words as a query: every one must be there, in any form, or misspelt much like it."""
    query = text("""
        SELECT lexeme, ARRAY(
            SELECT word FROM known_words
            WHERE word % lexeme AND similarity(word, lexeme) >=
                CASE WHEN EXISTS (SELECT 1 FROM known_words AS same WHERE same.word = lexeme) THEN 0.6 ELSE 0.35 END
            ORDER BY similarity(word, lexeme) DESC, word LIMIT 4
        ) FROM unnest(tsvector_to_array(to_tsvector('indonesian', :words))) AS lexeme
    """)
    meant = [(lexeme, near) for lexeme, near in await db.execute(query, {"words": words})]
    return Sought(" & ".join(_any_of([lexeme, *near]) for lexeme, near in meant), number)


def _any_of(lexemes: Sequence[str]) -> str:
    quoted = ("'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'" for lexeme in dict.fromkeys(lexemes))
    return f"({' | '.join(quoted)})"


# --- keeping the index ------------------------------------------------------------------------------------------------

# Cases that something happened to since their words were taken, oldest first. All that happens leaves a ledger entry.
DUE = """
SELECT case_id, max(id) AS ledger_id FROM (
    SELECT id, case_id FROM ledger AS entry
    WHERE id > (SELECT coalesce(max(ledger_id), 0) - :margin FROM case_words) AND NOT EXISTS (
        SELECT 1 FROM case_words WHERE case_words.case_id = entry.case_id AND case_words.ledger_id >= entry.id
    )
    ORDER BY id LIMIT :most
) AS news GROUP BY case_id
"""
HIDDEN = f"CASE WHEN reporters.identity = 'confidential' THEN nullif({NAME_WORDS}, '') END"
INDEX = f"""
WITH due AS ({DUE}), whole AS (
    SELECT due.case_id, due.ledger_id, cases.matter, {HIDDEN} AS hidden, coalesce(reporters.name, '') AS name,
        (SELECT coalesce(string_agg(subject || ' ' || messages.text, E'\\n' ORDER BY messages.id), '')
            FROM messages WHERE messages.case_id = due.case_id) AS said,
        (SELECT coalesce(string_agg(translate(attachments.name, '._-', '   '), ' '), '')
            FROM attachments JOIN messages ON messages.id = attachments.message_id
            WHERE messages.case_id = due.case_id) AS attached
    FROM due JOIN cases ON cases.id = due.case_id LEFT JOIN reporters ON reporters.case_id = due.case_id
), said AS (
    SELECT case_id, ledger_id, name, hidden, concat_ws(E'\\n', matter, said, attached) AS words FROM whole
), taken AS (
    INSERT INTO case_words (case_id, ledger_id, words, names)
    SELECT case_id, ledger_id, to_tsvector('indonesian', left(
            CASE WHEN hidden IS NULL THEN words ELSE regexp_replace(words, '\\y(' || hidden || ')\\y', ' ', 'gi') END,
            200000)),
        to_tsvector('indonesian', CASE WHEN hidden IS NULL THEN name ELSE '' END)
    FROM said ORDER BY case_id
    ON CONFLICT (case_id) DO UPDATE
        SET ledger_id = excluded.ledger_id, words = excluded.words, names = excluded.names
    RETURNING case_id, words
), new_words AS (
    INSERT INTO known_words (word)
    SELECT DISTINCT word FROM taken, unnest(tsvector_to_array(taken.words)) AS said(word)
    WHERE word ~ '^[a-z]{{3,20}}$' AND NOT EXISTS (SELECT 1 FROM known_words WHERE known_words.word = said.word)
    ORDER BY word ON CONFLICT DO NOTHING
)
SELECT count(*) FROM taken
"""


async def index_new_words(db: AsyncConnection, *, most: int = 500) -> int:
    """Takes the words of cases that something happened to, `most` entries of the ledger at a time; says of how many.

    A part of the clockwork's round: the intake itself writes nothing for the search.
    """
    return int((await db.execute(text(INDEX), {"most": most, "margin": MARGIN})).scalar_one())


async def forget_words(db: AsyncConnection, case_ids: Sequence[int]) -> None:
    """The words of these cases are taken anew in the clockwork's next round: what was erased is found no more.

    To be called in the transaction that erases and notes it in the ledger. Words that no other case knows are no
    longer offered for typing errors.
    """
    gone = text("""
        WITH gone AS (DELETE FROM case_words WHERE case_id = ANY(:ids) RETURNING case_id, words)
        DELETE FROM known_words USING (
            SELECT DISTINCT lexeme FROM gone, unnest(tsvector_to_array(gone.words)) AS lexeme
        ) AS spoken
        WHERE known_words.word = spoken.lexeme AND NOT EXISTS (
            SELECT 1 FROM case_words
            WHERE case_words.words @@ plainto_tsquery('simple', known_words.word) AND case_id <> ALL(:ids)
        )
    """)
    await db.execute(gone, {"ids": sorted(set(case_ids))})
