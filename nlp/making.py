"""Makes the shipped model from the corpus: `python -m nlp.making [FOLDER]`. The same corpus gives the same weights."""

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from nlp.calibration import calibration_error
from nlp.classifier import SHIPPED
from nlp.corpus_reading import FOLDER, read_corpus
from nlp.lists import SPELLING
from nlp.normalise import Spelling
from nlp.pipeline import pipeline_with
from nlp.training import LISTS, Trained, Trainer, truth_of

CARD = "card.json"


def make(folder: Path = SHIPPED) -> Mapping[str, object]:
    """Trains, saves an ordinary spaCy package directory with its card, and gives the card back."""
    corpus = read_corpus()
    trainer = Trainer(corpus, Spelling.from_text(SPELLING.read_text(encoding="utf-8")))
    trained = trainer.train()
    card = card_of(trained, trainer)
    nlp = pipeline_with(trained.heads)
    nlp.meta |= {"name": card["name"], "version": "1.0.0", "description": "Kind, sector and components of complaints"}
    nlp.to_disk(folder)
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return card


def card_of(trained: Trained, trainer: Trainer) -> dict[str, object]:
    """What the model is: its corpus by hash, how much there is of it, and how it does on batches it has not seen."""
    figures = {}
    for axis in trained.heads.axes:
        scores = trained.unseen[axis.name]
        truth = [axis.labels.index(truth_of(message, axis.name)) for message in trainer.messages]
        right = scores.argmax(axis=1) == np.array(truth)
        figures[axis.name] = {
            "right_on_unseen_batches": round(float(right.mean()), 4),
            "calibration_error": round(calibration_error(axis.certainty(scores), right), 4),
            "sure_from": axis.sure_from,
        }
    return {
        "name": f"linear-{corpus_hash()[:8]}",
        "corpus": corpus_hash(),
        "messages": len(trainer.messages),
        "phrases": sum(phrase.batch != LISTS for phrase in trainer.phrases),
        "phrases_of_the_lists": sum(phrase.batch == LISTS for phrase in trainer.phrases),
        "figures": figures,
    }


def corpus_hash() -> str:
    """SHA-256 over every file a model learns from, in the order of their names."""
    digest = hashlib.sha256()
    for part in ("messages", "nouns", "phrases"):
        for file in sorted((FOLDER / part).glob("*.jsonl")):
            digest.update(f"{part}/{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    print(json.dumps(make(Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED), indent=1))
