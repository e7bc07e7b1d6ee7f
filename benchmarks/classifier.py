"""The classifier beside what it must beat, on the challenge set; then how fast it is.

`python -m benchmarks.classifier`. Beside it stand the commonest label of each axis, the phrase tagger, and spaCy's own
text categoriser (bag of words), trained on the same corpus; each of its axes is a pipeline of its own, for two
categorisers in one pipeline fail (E895).
"""

import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

from config.load import load_office
from nlp.classifier import Classifier
from nlp.corpus_reading import Corpus, Message, read_challenge, read_corpus
from nlp.evaluation import Answer, Judged, Report, by_tags, report, true_labels
from nlp.heads import AXES
from nlp.phrase_tagger import PhraseTagger
from nlp.training import LABELS, axis_of

EPOCHS, BATCH = 6, 32
BAG_OF_WORDS = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": True,
    "ngram_size": 2,
    "no_output_layer": False,
    "length": 262_144,
}


def majority(corpus: Corpus, challenge: Sequence[Message]) -> list[Judged]:
    """The commonest labels of the corpus, whatever the text."""
    answers = {}
    for axis in AXES:
        counts = Counter(true_labels(message, axis)[0] for message in corpus.messages)
        top = tuple(label for label, _ in counts.most_common(3))
        answers[axis] = Answer(top[0], top, counts[top[0]] / counts.total(), sure=False)
    return [Judged(message, answers) for message in challenge]


def bag_of_words(corpus: Corpus, challenge: Sequence[Message]) -> list[Judged]:
    answers = {axis: list(_categorised(corpus, axis, [message.text for message in challenge])) for axis in AXES}
    return [Judged(message, {axis: answers[axis][at] for axis in AXES}) for at, message in enumerate(challenge)]


def phrase_tagger(corpus: Corpus, challenge: Sequence[Message]) -> list[Judged]:
    tagger = PhraseTagger.load(*_closed_lists())
    return by_tags(challenge, [tagger.classify(message.text) for message in challenge])


def ours(corpus: Corpus, challenge: Sequence[Message]) -> list[Judged]:
    return by_tags(challenge, Classifier.load(*_closed_lists()).classify_many(message.text for message in challenge))


CONTENDERS: Mapping[str, Callable[[Corpus, Sequence[Message]], list[Judged]]] = {
    "majority": majority,
    "phrase tagger": phrase_tagger,
    "spaCy bag of words": bag_of_words,
    "Aduan": ours,
}


def _closed_lists() -> tuple[frozenset[str], frozenset[str]]:
    files = load_office()
    return frozenset(files.sectors.by_id), frozenset(component.id for component in files.components)


def _categorised(corpus: Corpus, axis: str, texts: Sequence[str]) -> Iterator[Answer]:
    nlp = _trained(corpus, axis)
    for doc in nlp.pipe(texts):
        top = tuple(sorted(doc.cats, key=lambda label: -doc.cats[label])[:3])
        yield Answer(top[0], top, doc.cats[top[0]], sure=False)


def _trained(corpus: Corpus, axis: str) -> Language:
    fix_random_seed(0)
    nlp = spacy.blank("id")
    part = nlp.add_pipe("textcat", config={"model": BAG_OF_WORDS})
    for label in LABELS[axis]:  # named: else it takes every label it sees, of the other axes too
        part.add_label(label)  # type: ignore[attr-defined]
    told = [(message.text, true_labels(message, axis)[0]) for message in corpus.messages]
    told += [(phrase.text, phrase.label) for phrase in corpus.phrases if axis_of(phrase) == axis]
    lessons = [
        Example.from_dict(nlp.make_doc(text), {"cats": {label: float(label == truth) for label in LABELS[axis]}})
        for text, truth in told
    ]
    optimizer, order = nlp.initialize(lambda: lessons), random.Random(0)
    for _ in range(EPOCHS):
        order.shuffle(lessons)
        for batch in minibatch(lessons, BATCH):
            nlp.update(batch, sgd=optimizer)
    return nlp


def _line(name: str, told: Report, seconds: float) -> str:
    kind, sector, components = told.axes
    lenient = components.lenient.value if components.lenient else 0.0
    figures = [f"{axis.strict.value:.3f} / {axis.macro_f1:.3f}" for axis in (kind, sector, components)]
    return f"{name:20}" + "".join(f"{one:18}" for one in figures) + f"{lenient:.3f}     {seconds:5.0f} s"


def _speed() -> None:
    """In a process of its own: what else was imported here must not count."""
    command = [sys.executable, "-m", "benchmarks.classifier_speed"]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for name, figure in json.loads(out).items():
        print(f"{name:44} {figure}", flush=True)


def main() -> None:
    corpus, challenge = read_corpus(), read_challenge()
    print(f"--- classifier: {len(challenge)} messages that nothing was learned from", flush=True)
    print(f"{'(strict / macro-F1)':20}{'kind':18}{'sector':18}{'main component':18}lenient   made in", flush=True)
    for name, judge in CONTENDERS.items():
        began = time.monotonic()
        judged = judge(corpus, challenge)
        print(_line(name, report(name, judged), time.monotonic() - began), flush=True)
    print("--- classifier: speed, on one core", flush=True)
    _speed()


if __name__ == "__main__":
    main()
