"""The spaCy pipeline that reads a message. Each part leaves what it finds on the Doc: words, language, what speaks."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from nlp.features import Features, Seen, features_of, seen_in
from nlp.heads import Heads, Scores
from nlp.language import Languages
from nlp.lists import SPELLING
from nlp.normalise import Reader, Spelling, Words

HEADS = "aduan_heads"

for extension in ("said", "words", "language", "seen", "features", "spoken"):
    Doc.set_extension(extension, default=None, force=True)


@Language.factory("aduan_words")
class WordsPart:
    """`doc._.words`: the words in one spelling, each knowing where it stood. The spelling belongs to the model.

    Reads `doc._.said`, the text as it came, where the caller left it: putting it together anew takes its time.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self._rules = SPELLING.read_text(encoding="utf-8")
        self._reader = Reader(Spelling.from_text(self._rules))

    def __call__(self, doc: Doc) -> Doc:
        doc._.words = self._reader.words(doc._.said or doc.text)
        return doc

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        path.mkdir(parents=True, exist_ok=True)
        (path / SPELLING.name).write_text(self._rules, encoding="utf-8")

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> "WordsPart":
        self._rules = (path / SPELLING.name).read_text(encoding="utf-8")
        self._reader = Reader(Spelling.from_text(self._rules))
        return self


@Language.factory("aduan_language")
class LanguagePart:
    """`doc._.language`: "id", "su", "en" or "mixed"."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._languages = Languages()

    def __call__(self, doc: Doc) -> Doc:
        doc._.language = self._languages.of(doc._.words.text)
        return doc


@Language.factory(HEADS)
class HeadsPart:
    """`doc._.spoken`: what each of the `doc._.features`, found in what was `doc._.seen`, says for every label."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._heads: Heads | None = None

    @property
    def heads(self) -> Heads:
        if self._heads is None:
            raise RuntimeError("a pipeline without trained heads: load one, or call `take`")
        return self._heads

    def take(self, heads: Heads) -> None:
        """Answers with these heads from now on."""
        self._heads = heads

    def __call__(self, doc: Doc) -> Doc:
        words: Words = doc._.words
        seen: Seen = seen_in(words)
        features: Features = features_of(seen, self.heads.rarity)
        spoken: Scores = self.heads.spoken(features)
        doc._.seen, doc._.features, doc._.spoken = seen, features, spoken
        return doc

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        self.heads.save(path)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> "HeadsPart":
        self._heads = Heads.load(path)
        return self


def pipeline_with(heads: Heads) -> Language:
    """A pipeline of all parts, to be saved with `to_disk`."""
    nlp = spacy.blank("xx")
    nlp.add_pipe("aduan_words")
    nlp.add_pipe("aduan_language")
    part: Any = nlp.add_pipe(HEADS)
    part.take(heads)
    return nlp


def heads_of(nlp: Language) -> Heads:
    part: Any = nlp.get_pipe(HEADS)
    return part.heads  # type: ignore[no-any-return]
