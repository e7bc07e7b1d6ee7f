"""Looks the written corpus over: labels, near-doubles, personal data, sameness, counts. `python -m nlp.linting`."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from nlp import corpus_shape
from nlp.corpus_reading import FOLDER, Message, Phrase, read_challenge, read_corpus, read_phrases
from nlp.guesses import COMPONENTS, KINDS, SECTORS
from nlp.invented import personal_looking
from nlp.likeness import alike, plain

REGISTERS = tuple(corpus_shape.REGISTERS)
AXES = {"kind": KINDS, "sector": SECTORS, "component": (*COMPONENTS, "none")}

AMONG_TRAINING = 0.5
TO_CHALLENGE = 0.4
"""Two texts more alike than this (five-letter pieces, Jaccard) are near-doubles."""

LEAST_DISTINCT, LEAST_SQUEEZED = 0.97, 0.33
MOST_ONE_OPENING, FEW = 0.02, 3
"""The part of a batch that may begin with the same three words; so few times are no habit."""

LEAST_NOUNS = 80


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend, and in which batch."""

    batch: str
    what: str


@dataclass(frozen=True, slots=True)
class Written:
    """Everything that was written: to learn from, the nouns among its phrases apart, and to judge by."""

    messages: Sequence[Message]
    phrases: Sequence[Phrase]
    nouns: Sequence[Phrase]
    challenge: Sequence[Message]

    @property
    def pieces(self) -> Sequence[Phrase]:
        return (*self.phrases, *self.nouns)


def read_written(folder: Path = FOLDER) -> Written:
    phrases, nouns = (tuple(read_phrases(folder / part)) for part in ("phrases", "nouns"))
    return Written(read_corpus(folder).messages, phrases, nouns, read_challenge(folder))


def findings(written: Written) -> Iterator[Finding]:
    """All there is to mend; nothing when the corpus is sound."""
    for check in (_labels, _doubled_phrases, _doubles, _close_to_challenge, _told_away, _personal, _sameness, _short):
        yield from check(written)


def _labels(written: Written) -> Iterator[Finding]:
    for message in (*written.messages, *written.challenge):
        for wrong in _wrong_in(message):
            yield Finding(message.batch, f"{wrong}: {message.text[:60]}")
    for phrase in written.pieces:
        if phrase.label not in AXES.get(phrase.axis, ()):
            yield Finding(phrase.batch, f"no label of {phrase.axis}: {phrase.label}: {phrase.text}")


def _wrong_in(message: Message) -> Iterator[str]:
    if not message.text.strip():
        yield "a text without a sign"
    if message.kind not in KINDS:
        yield f"no kind: {message.kind}"
    if message.sector not in SECTORS:
        yield f"no sector: {message.sector}"
    if message.register not in REGISTERS:
        yield f"no register: {message.register}"
    if foreign := set(message.components).difference(COMPONENTS):
        yield f"no component: {', '.join(sorted(foreign))}"
    if len(set(message.components)) < len(message.components):
        yield "a component named twice"
    if message.components and message.kind in ("thanks", "other"):
        yield f"{message.kind} has no component"


def _doubled_phrases(written: Written) -> Iterator[Finding]:
    first: dict[tuple[str, str], Phrase] = {}
    for phrase in written.pieces:
        earlier = first.setdefault((phrase.axis, plain(phrase.text)), phrase)
        if earlier is not phrase:
            yield Finding(phrase.batch, f"said before in {earlier.batch} as {earlier.label}: {phrase.text}")


def _doubles(written: Written) -> Iterator[Finding]:
    texts = [message.text for message in written.messages]
    for one, other, share in alike(texts, texts, AMONG_TRAINING):
        earlier, later = written.messages[one], written.messages[other]
        yield Finding(later.batch, f"{share:.2f} alike with {earlier.batch}: {later.text[:60]}")


def _close_to_challenge(written: Written) -> Iterator[Finding]:
    """Tells the text that was learned from, never the other: who mends must not read it."""
    texts = [message.text for message in written.messages]
    for one, other, share in alike(texts, [message.text for message in written.challenge], TO_CHALLENGE):
        ours = written.messages[one]
        yield Finding(ours.batch, f"{share:.2f} alike with {written.challenge[other].batch}: {ours.text[:60]}")


def _told_away(written: Written) -> Iterator[Finding]:
    """Phrases that are a whole text of the challenge."""
    kept_apart = {plain(message.text) for message in written.challenge} - {""}
    for phrase in written.pieces:
        if plain(phrase.text) in kept_apart:
            yield Finding(phrase.batch, f"is a text of the challenge: {phrase.text}")


def _personal(written: Written) -> Iterator[Finding]:
    said = [(one.batch, one.text) for one in (*written.messages, *written.challenge)]
    said += [(phrase.batch, phrase.text) for phrase in written.pieces]
    for batch, text in said:
        for found in personal_looking(text):
            yield Finding(batch, f"could be somebody's, not in an invented form: {found}")


def _sameness(written: Written) -> Iterator[Finding]:
    for batch, texts in by_batch((*written.messages, *written.challenge)):
        if (distinct := corpus_shape.distinct_fours(texts)) < LEAST_DISTINCT:
            yield Finding(batch, f"only {distinct:.3f} of the stretches of four words are distinct")
        if (squeezed := corpus_shape.squeezable(texts)) < LEAST_SQUEEZED:
            yield Finding(batch, f"shrinks to {squeezed:.2f} of its size: the texts repeat each other")
        opening, times = corpus_shape.commonest_opening(texts)
        if times > max(FEW, MOST_ONE_OPENING * len(texts)):
            yield Finding(batch, f'{times} texts begin with "{opening}"')


Asked = tuple[str, int, Callable[[Written], int]]


def _count(holds: Callable[[Message], bool]) -> Callable[[Written], int]:
    return lambda written: sum(map(holds, written.messages))


ASKED: tuple[Asked, ...] = (
    ("phrases", 2500, lambda written: len(written.phrases)),
    ("messages", 2500, lambda written: len(written.messages)),
    ("as people write (casual, SMS)", 1500, _count(lambda it: it.register in ("casual", "sms"))),
    ("questions", 400, _count(lambda it: it.kind == "question")),
    ("suggestions", 200, _count(lambda it: it.kind == "suggestion")),
    ("thanks", 150, _count(lambda it: it.kind == "thanks")),
    ("of no component", 600, _count(lambda it: not it.components)),
    ("Sundanese or mixed", 400, _count(lambda it: it.register in ("su", "mixed"))),
    ("English", 150, _count(lambda it: it.register == "en")),
    ("to judge by", 500, lambda written: len(written.challenge)),
)
"""What there must be at least. A message of no component is another office's matter, a greeting, praise, noise."""


def _short(written: Written) -> Iterator[Finding]:
    for what, least, count in ASKED:
        if (there := count(written)) < least:
            yield Finding("all", f"{what}: {there} of {least}")
    nouns = Counter(noun.label for noun in written.nouns)
    for sector in SECTORS:
        if nouns[sector] < LEAST_NOUNS:
            yield Finding("all", f"nouns of {sector}: {nouns[sector]} of {LEAST_NOUNS}")


def by_batch(messages: Sequence[Message]) -> Iterator[tuple[str, list[str]]]:
    """The texts of each batch."""
    for batch, group in groupby(sorted(messages, key=lambda message: message.batch), lambda message: message.batch):
        yield batch, [message.text for message in group]


def report(written: Written) -> str:
    """Counts, shape and sameness, beside what is asked and what was measured on public channels."""
    nouns = Counter(noun.label for noun in written.nouns)
    lines = ["Counts", *(f"  {what:32}{count(written):6} of {least}" for what, least, count in ASKED)]
    lines.append(f"  {'nouns of the sector with fewest':32}{min(nouns[one] for one in SECTORS):6} of {LEAST_NOUNS}")
    lines += ["", "Letters in a message, by tenths (measured / ours)"]
    lines.append("  " + " ".join(f"{length:5}" for length in corpus_shape.DECILES))
    lines.append("  " + " ".join(f"{length:5}" for length in corpus_shape.deciles(written.messages)))
    for title, measured, ours in shapes(written.messages):
        lines += ["", f"{title} (measured / ours)"]
        lines += [f"  {label:20}{_percent(measured.get(label))} {_percent(share)}" for label, share in ours.items()]
    lines += ["", "Batch  texts  distinct fours  after compression  commonest opening"]
    for batch, texts in by_batch((*written.messages, *written.challenge)):
        opening, times = corpus_shape.commonest_opening(texts)
        distinct, squeezed = corpus_shape.distinct_fours(texts), corpus_shape.squeezable(texts)
        told = "-" if batch in {it.batch for it in written.challenge} else f"{times} x {opening}"
        lines.append(f"  {batch:5}{len(texts):6}{distinct:16.3f}{squeezed:19.2f}  {told}")
    return "\n".join(lines)


def shapes(messages: Sequence[Message]) -> Iterator[tuple[str, dict[str, float], dict[str, float]]]:
    """Registers, kinds, main components: the shares measured and ours."""
    for title, measured, labels in (
        ("Register", corpus_shape.REGISTERS, [message.register for message in messages]),
        ("Kind", corpus_shape.KINDS, [message.kind for message in messages]),
        ("Main component", corpus_shape.COMPONENTS, corpus_shape.mains(messages)),
    ):
        yield title, dict(measured), corpus_shape.shares(labels)


def _percent(share: float | None) -> str:
    return "      -" if share is None else f"{share:7.1%}"


def main() -> int:
    written = read_written()
    print(report(written))
    found = list(findings(written))
    print(f"\nTo mend: {len(found)}")
    for one in found:
        print(f"  {one.batch}: {one.what}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
