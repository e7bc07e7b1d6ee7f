"""What a body of messages looks like, beside what was measured on Indonesian public channels."""

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from nlp.corpus_reading import Message
from nlp.likeness import plain

OPENING = 3
"""Words that make an opening."""

DECILES = (64, 95, 122, 139, 179, 242, 313, 427, 600)
"""Letters in a message, as measured; so are the shares below."""

REGISTERS: Mapping[str, float] = {
    "casual": 0.62,
    "formal": 0.21,
    "sms": 0.10,
    "su": 0.04,
    "mixed": 0.02,
    "en": 0.01,
}
KINDS: Mapping[str, float] = {"complaint": 0.52, "question": 0.44, "suggestion": 0.04}
"""Of a district's own channel."""

COMPONENTS: Mapping[str, float] = {
    "waktu": 0.27,
    "sarana": 0.21,
    "prosedur": 0.13,
    "produk": 0.13,
    "biaya": 0.08,
    "kompetensi": 0.06,
    "persyaratan": 0.05,
    "pengaduan": 0.03,
    "dasar_hukum": 0.02,
}
"""Main components, among messages that have one."""


def deciles(messages: Sequence[Message]) -> tuple[int, ...]:
    """Lengths in letters under which a tenth, two tenths ... of the messages stay."""
    lengths = sorted(len(message.text) for message in messages)
    return tuple(lengths[len(lengths) * tenth // 10] for tenth in range(1, 10)) if lengths else ()


def shares(labels: Iterable[str]) -> dict[str, float]:
    """The part of each label, the largest first."""
    counts = Counter(labels)
    return {label: count / counts.total() for label, count in counts.most_common()}


def mains(messages: Iterable[Message]) -> list[str]:
    return [message.components[0] for message in messages if message.components]


def distinct_fours(texts: Iterable[str]) -> float:
    """Different stretches of four words, as a part of all such stretches: low where texts are filled slots."""
    fours = [tuple(words[at : at + 4]) for words in _worded(texts) for at in range(len(words) - 3)]
    return len(set(fours)) / len(fours) if fours else 1.0


def squeezable(texts: Iterable[str]) -> float:
    """The size after compression, as a part of the size before: low where texts repeat each other."""
    whole = "\n".join(texts).encode("utf-8", "replace")
    return len(zlib.compress(whole, 9)) / max(len(whole), 1)


def commonest_opening(texts: Sequence[str]) -> tuple[str, int]:
    """The first words most used, and how often; only texts that go on after them count."""
    openings = Counter(" ".join(words[:OPENING]) for words in _worded(texts) if len(words) > OPENING)
    return openings.most_common(1)[0] if openings else ("", 0)


def _worded(texts: Iterable[str]) -> list[list[str]]:
    return [plain(text).split() for text in texts]
