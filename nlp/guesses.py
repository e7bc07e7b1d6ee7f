"""The best guess on each axis, from what the phrases say and how loudly."""

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.lists import ELSEWHERE
from nlp.normalise import Words
from nlp.weighing import Heard, confidence, ranked, weighed

# The commoner label first: it decides between equals and fills the guesses when a text says nothing.
KINDS = ("complaint", "question", "suggestion", "thanks", "other")
SECTORS = (
    *("umum", "perdagangan", "pupr", "kesehatan", "kependudukan", "transportasi", "lingkungan_kehutanan"),
    *("perindustrian", "perpajakan", "pertanahan", "pendidikan_kebudayaan", "ketenagakerjaan", "sosial"),
    *("pariwisata", "energi_mineral", "pos_telekomunikasi", "pertanian", "kelautan_perikanan"),
    *("pertahanan_keamanan", "keagamaan", "ketenaganukliran", "luar"),
)
COMPONENTS = (
    *("waktu", "sarana", "prosedur", "produk", "biaya", "kompetensi", "persyaratan", "pengaduan", "dasar_hukum"),
    *("pengawasan", "jumlah_pelaksana", "jaminan_pelayanan", "jaminan_keamanan", "evaluasi"),
)
USUAL_SECTOR = "umum"
NOT_GOVERNMENT = "luar"

SURE_FROM = {"kind": 0.6, "sector": 0.6, "components": 0.65}
"""Measured on messages the lists had not seen: above it 94 % of kinds, 85 % of sectors, 66 % of components hold."""

# What a phrase weighs by the group of its list. Kinds: "says" names the kind outright ("mau tanya", "usul"), "firm" is
# a question's form, "asks" and "plaint" are its colour, "formula" is the thanks that closes any letter.
KIND_WEIGHTS = {"says": 5.0, "strong": 3.0, "praise": 2.0, "firm": 2.0, "asks": 1.2, "plaint": 0.7, "glad": 0.5}
KIND_WEIGHTS |= {"weak": 0.5, "formula": 0.3}
KIND_CAPS = {"says": 7.0, "firm": 5.0, "asks": 2.4, "plaint": 2.0, "glad": 1.0, "weak": 1.0}
TELLING_KIND = ("says", "strong", "praise", "firm", "formula")
BRIEF, FORMULA_ALONE = 6, 2.0  # in so few words a thanks formula is the message

# Components: "trouble" is a grievance by itself, "elapsed" a time gone by, "topic" what people ask about without one.
GRIEVANCE = {"trouble": 2.0, "elapsed": 0.7}
GRIEVANCE_ELSEWHERE = {"trouble": 1.2}
ASKED_ABOUT = {"topic": 1.0}
WORD_UNREAD, UNREAD_AT_MOST = 0.05, 1.5

SECTOR_WEIGHTS = {"names": 3.0, "words": 1.8, "hints": 0.6}
USUAL_SECTOR_COUNTS, USUAL_SECTOR_UNNAMED = 0.5, 0.6

COMPONENT_WEIGHTS = {"trouble": 2.0, "elapsed": 0.8, "signs": 0.5, "topic": 0.6}
COMPONENT_WEIGHTS_WITHOUT_GRIEVANCE = {"trouble": 1.5, "signs": 0.7, "topic": 2.0}
LEAST_FOR_A_COMPONENT, LEAST_FOR_A_FURTHER_ONE, FURTHER_FROM = 1.2, 1.9, 0.6
LEAST_QUOTED = 0.7


@dataclass(frozen=True, slots=True)
class Guess:
    """One axis: all labels from the likeliest on, those chosen, and what spoke for them."""

    ranking: Sequence[str]
    chosen: tuple[str, ...]
    confidence: float
    heard: Sequence[Heard] = ()

    @property
    def best(self) -> str:
        return self.chosen[0]


def kind_of(words: Words, on_kind: Sequence[Heard], on_components: Sequence[Heard]) -> Guess:
    said = len(words.forms)
    weights = {**KIND_WEIGHTS, "formula": FORMULA_ALONE} if said <= BRIEF else KIND_WEIGHTS
    scores = weighed(on_kind, words.forms, weights, KIND_CAPS)
    ours = [heard for heard in on_components if heard.label != ELSEWHERE]
    others = [heard for heard in on_components if heard.label == ELSEWHERE]
    grievance = sum(weighed(ours, words.forms, GRIEVANCE).values())
    grievance += sum(weighed(others, words.forms, GRIEVANCE_ELSEWHERE).values())
    # Who writes much and is not understood is likelier to complain than to thank, and must not lose the clock.
    unread = min(WORD_UNREAD * said, UNREAD_AT_MOST)
    scores["complaint"] = scores.get("complaint", 0.0) + grievance + unread
    if scores.get("question"):
        scores["question"] += sum(weighed(ours, words.forms, ASKED_ABOUT, ASKED_ABOUT).values())
    ranking = ranked(scores, KINDS)
    telling = [heard for heard in on_kind if heard.label == ranking[0] and heard.group in TELLING_KIND]
    return Guess(ranking, (ranking[0],), confidence(scores, ranking), telling)


def sector_of(words: Words, on_sector: Sequence[Heard], kind: Guess) -> Guess:
    scores = weighed(on_sector, words.forms, SECTOR_WEIGHTS)
    # Everybody who writes to us mentions an office or a permit, so that says less than anything else named.
    scores[USUAL_SECTOR] = scores.get(USUAL_SECTOR, 0.0) * USUAL_SECTOR_COUNTS + USUAL_SECTOR_UNNAMED
    ranking = ranked(scores, SECTORS)
    named = confidence(scores, ranking) >= SURE_FROM["sector"]
    if (kind.best == "thanks" and not named) or (kind.best == "other" and not scores.get(NOT_GOVERNMENT)):
        scores = {USUAL_SECTOR: USUAL_SECTOR_UNNAMED}
        ranking = ranked(scores, SECTORS)
    telling = [heard for heard in on_sector if heard.label == ranking[0] and heard.group != "hints"]
    return Guess(ranking, (ranking[0],), confidence(scores, ranking), telling)


def components_of(words: Words, on_components: Sequence[Heard], kind: Guess, sector: Guess) -> Guess:
    if kind.best in ("thanks", "other"):
        return Guess(COMPONENTS, (), 1.0)
    weights = COMPONENT_WEIGHTS if kind.best == "complaint" else COMPONENT_WEIGHTS_WITHOUT_GRIEVANCE
    scores = weighed(on_components, words.forms, weights)
    elsewhere = scores.pop(ELSEWHERE, 0.0)
    ranking = ranked(scores, COMPONENTS)
    score = scores.get(ranking[0], 0.0)
    if score < LEAST_FOR_A_COMPONENT or elsewhere > score:
        speaks_for_none = elsewhere + (sector.confidence if sector.best != USUAL_SECTOR else 0.0)
        telling = [heard for heard in on_components if heard.label == ELSEWHERE]
        return Guess(ranking, (), speaks_for_none / (speaks_for_none + score + 1.0), telling)
    least = max(score * FURTHER_FROM, LEAST_FOR_A_FURTHER_ONE)
    further = [label for label in ranking[1:4] if scores.get(label, 0.0) >= least]
    chosen = causes_last([ranking[0], *further])
    rivals = [ranking[0], *(label for label in ranking if label not in chosen)]
    telling = [it for it in on_components if it.label in chosen and weights.get(it.group, 0.0) >= LEAST_QUOTED]
    return Guess(ranking, chosen, confidence(scores, rivals), telling)


def causes_last(labels: list[str]) -> tuple[str, ...]:
    """Too few staff or a broken promise stand behind the slowness they explain, oversight behind the levy it missed."""
    for cause, effect in (("jumlah_pelaksana", "waktu"), ("jaminan_pelayanan", "waktu"), ("pengawasan", "biaya")):
        if cause in labels and effect in labels:
            labels.remove(cause)
            labels.insert(labels.index(effect) + 1, cause)
    return tuple(labels)
