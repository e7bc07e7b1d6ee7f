"""Tags by phrase lists alone: what the trained classifier is measured against."""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Self

from core.rules.grouping import Kind, Tags
from nlp.closed_lists import UnknownLabel
from nlp.guesses import COMPONENTS, KINDS, SECTORS, SURE_FROM, USUAL_SECTOR, Guess, components_of, kind_of, sector_of
from nlp.language import Languages
from nlp.lists import ELSEWHERE, Phrases, read_lists
from nlp.normalise import ASKED, NUMBER, PAUSE, UNKNOWN, Reader, Words, capped
from nlp.weighing import heard_on, joined

if TYPE_CHECKING:
    from nlp.matching import Finder

MODEL = "phrases-1"
MOST_EVIDENCE = 6


class PhraseTagger:
    """Tags texts by our own phrase lists. Whatever the text, there is an answer."""

    def __init__(self, phrases: Phrases, finder: "Finder", languages: Languages) -> None:
        self._greetings = phrases.greetings
        self._reader = Reader(phrases.spelling, phrases.vocabulary)
        self._finder = finder
        self._languages = languages

    @classmethod
    def load(cls, sectors: Collection[str], components: Collection[str]) -> Self:
        """Ready to classify; UnknownLabel when an answer could name a label outside these closed lists."""
        from nlp.matching import Finder  # importing spaCy takes a second and a half: only who classifies waits for it

        phrases = read_lists()
        _check("sectors", phrases.labels("sector").union(SECTORS), sectors)
        _check("components", (phrases.labels("components") - {ELSEWHERE}).union(COMPONENTS), components)
        _check("kinds", phrases.labels("kind"), KINDS)
        return cls(phrases, Finder(phrases.meanings), Languages())

    def classify(self, text: str) -> Tags:
        words = self._reader.words(capped(text))
        language = self._languages.of(text)
        if self._only_greets(words):
            return _greeting(language)
        found = self._finder.found(words.forms)
        on_components = heard_on("components", found)
        kind = kind_of(words, heard_on("kind", found), on_components)
        sector = sector_of(words, heard_on("sector", found), kind)
        components = components_of(words, on_components, kind, sector)
        return _tags(words, {"kind": kind, "sector": sector, "components": components}, language)

    def classify_many(self, texts: Iterable[str]) -> list[Tags]:
        return [self.classify(text) for text in texts]

    def _only_greets(self, words: Words) -> bool:
        """No words at all (emoji, a dot), "tes", or a greeting, perhaps with a name."""
        said = [form for form in words.forms if form not in (PAUSE, ASKED, NUMBER)]
        strange = said.count(UNKNOWN)
        greeted = sum(form in self._greetings for form in said)
        return greeted + strange == len(said) and (not strange or (greeted > 0 and strange <= 2))


def _tags(words: Words, guesses: Mapping[str, Guess], language: str) -> Tags:
    kind = Kind(guesses["kind"].best)
    unsure = frozenset(axis for axis, guess in guesses.items() if guess.confidence < SURE_FROM[axis])
    if kind in (Kind.THANKS, Kind.OTHER):  # no case comes of it, so nobody has to confirm what it is about
        unsure &= {"kind"}
    return Tags(
        kind=kind,
        sector=guesses["sector"].best,
        components=guesses["components"].chosen,
        language=language,
        confidence={axis: round(guess.confidence, 2) for axis, guess in guesses.items()},
        unsure=unsure,
        top={axis: tuple(guess.ranking[:3]) for axis, guess in guesses.items() if axis in unsure},
        evidence=_evidence(words, guesses, unsure),
        model=MODEL,
    )


def _evidence(words: Words, guesses: Mapping[str, Guess], unsure: Collection[str]) -> tuple[str, ...]:
    """The words that carried the components and a sure sector; those of the kind where it is no plain grievance."""
    heard = list(guesses["components"].heard)
    if "sector" not in unsure:
        heard += guesses["sector"].heard
    if guesses["kind"].best != Kind.COMPLAINT or not heard:
        heard += guesses["kind"].heard
    return tuple(words.quote(first, last) for first, last in joined(heard)[:MOST_EVIDENCE])


def _greeting(language: str) -> Tags:
    certain = {"kind": 1.0, "sector": 1.0, "components": 1.0}
    return Tags(Kind.OTHER, USUAL_SECTOR, language=language, confidence=certain, model=MODEL)


def _check(axis: str, ours: Collection[str], closed: Collection[str]) -> None:
    if foreign := set(ours).difference(closed):
        raise UnknownLabel(axis, foreign)
