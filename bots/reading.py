"""What a message already says, so that nobody is asked for it: who, for whom, which service, received when or never."""

import re
from dataclasses import dataclass
from datetime import date

from bots.companies import company_writing
from bots.dates import DateTrouble, SaidDate
from bots.names import who_writes
from bots.service_received import received_in
from bots.services import NOTHING_NAMED, Named, service_in
from bots.small_talk import Speech, speech_of
from bots.talk import Office
from bots.vocabulary import ASKING_SECRECY, ASSENT, GREETINGS, INTRODUCING, POLITE, THANKS, words_of
from core.rules.report import Receipt

# Long letters repeat themselves; what we look for stands at the beginning or in the signature.
MOST_READ = 3000
_SIGNATURE = 600
_SHORT = 14
_COURTESIES = GREETINGS | POLITE | THANKS | ASSENT

_NAME = r"(?:nama|identitas|nami)"
_NOT = (
    r"(?:jangan|jgn|tidak|tdk|ga|gak|gk|nggak|ngga|ulah|tong|teu|gausah|gaperlu)"
    r"(?:\s+(?:usah|perlu|kedah|kudu|mau|akan|boleh))?"
)
_SPREAD = r"(?:di)?(?:sebut|cantum|tulis|sebar|bocor|ketahuan|kasih|tampil|muncul|publish|sebat)\w*"
_SAYING = r"(?:menyebut|menyebutkan|nyebut|nyebutin|sebut|sebutin|mencantumkan|ketahuan|ngasih|kasih)"
_SECRECY = re.compile(
    r"\banonim\w*|\banonymous\w*|\b(?:me|di)?rahasia(?:kan|in)\b|\brusiah(?:keun)?\b"
    r"|\b(?:identitas|nama|nami|name)(?:\s+\w+){0,3}\s+(?:rahasia|secret|private|confidential)"
    rf"|\b(?:{_NOT}\s+|tanpa\s+){_SPREAD}\s+{_NAME}"
    rf"|\b{_NAME}(?:\s+(?:saya|sy|kami|aku|abdi))?\s+{_NOT}\s+(?:sampai\s+)?{_SPREAD}"
    rf"|\b(?:tanpa|takut|(?:tidak|tdk|ga|gak)\s+mau)\s+{_SAYING}\s+{_NAME}"
    r"|\b(?:jangan|takut)\s+(?:sampai\s+)?ketahuan|\b(?:don't|do\s+not|rather\s+not|prefer\s+not\s+to)\s+(?:want\s+to\s+)?"
    r"(?:mention|use|publish|share|tell|give|say|disclose|print)\s+my\s+name|\bmy\s+name\s+(?:need\s+not|should\s+not)\b"
    r"|\bkeep\s+(?:my\s+name|me|this|it)\s+(?:secret|private|confidential|anonymous)"
)
_NO_SECRECY = re.compile(
    r"\b(?:tidak|tdk|ga|gak|nggak|ngga|bukan|tanpa|teu)\s+(?:perlu\s+|usah\s+|mau\s+|ingin\s+)*"
    r"(?:di)?(?:anonim|rahasia|anonymous)\w*|\bnot\s+anonymous"
)

_SECRECY_HINTS = ("anonim", "anonymous", "rahasia", "rusiah", "nama", "nami", "name", "identitas", "ketahuan", "keep ")

_KIN = (
    r"ayah|bapak|bapa|ibu|mama|suami|istri|anak|kakak|adik|orang\s?tua|ortu|paman|bibi|mertua|nenek|kakek|teman|temen"
    r"|tetangga|klien|majikan|bos|saudara|keponakan|menantu|sepupu"
)
_THINGS = (
    r"(?:i[zj]in|permohonan|berkas|surat|nib|sertifikat|usaha|toko|warung|ktp|akta|milik|punya|kepunyaan|untuk|buat"
    r"|mewakili)"
)
_ENGLISH_KIN = r"father|mother|husband|wife|son|daughter|brother|sister|client|boss|neighbou?r|friend"
_KIN_MATTER = re.compile(
    rf"\b{_THINGS}(?:\s+(?!untuk\b|saya\b|di|me)\w+){{0,2}}?\s+(?P<kin>{_KIN})(?:\s*nya|\s+(?:saya|sy|kami|aku|abdi))\b"
    rf"|\bpun\s+(?P<pun>bapa|biang|lanceuk|rai|anak|bojo)|\bmy\s+(?P<en>{_ENGLISH_KIN})'s"
)
_KIN_HINTS = (*(f" {word}" for word in _KIN.replace("\\s?", " ").split("|")), "pun ", "my ")


@dataclass(frozen=True, slots=True)
class Reading:
    """`maybe` is a name to be confirmed, a `declared` one stands behind "nama saya". `speech` says whether anything is
    told at all."""

    speech: Speech
    name: str = ""
    maybe: str = ""
    declared: bool = False
    on_behalf_of: str = ""
    named: Named = NOTHING_NAMED
    receipt: Receipt = Receipt.UNKNOWN
    day: SaidDate | None = None
    wants_secrecy: bool = False

    @property
    def received_on(self) -> date | None:
        return self.day.on if self.day else None

    @property
    def trouble(self) -> DateTrouble | None:
        return self.day.trouble if self.day else None


def read(text: str, on: date, office: Office) -> Reading:
    text = text if len(text) <= MOST_READ else f"{text[: MOST_READ - _SIGNATURE]}\n{text[-_SIGNATURE:]}"
    small = text.lower()
    words = words_of(text)
    who = who_writes(text)
    secrecy = _wants_secrecy(small)
    receipt, day = received_in(text, words, on, window=office.main.numbers.filing_calendar_days)
    behalf = _on_behalf_of(text, small, who.holder)
    return Reading(
        speech=_speech(words, f"{who.name} {behalf}", small, secrecy=secrecy),
        name=who.name,
        maybe=who.maybe,
        declared=who.declared,
        on_behalf_of=behalf,
        named=service_in(words, office),
        receipt=receipt,
        day=day,
        wants_secrecy=secrecy,
    )


def _wants_secrecy(small: str) -> bool:
    if not any(hint in small for hint in _SECRECY_HINTS):
        return False
    return _SECRECY.search(small) is not None and _NO_SECRECY.search(small) is None


def _on_behalf_of(text: str, small: str, holder: str) -> str:
    """Whose matter it is when that is somebody else: a company, "ayah", the name on the paper."""
    if behalf := company_writing(text, small) or holder:
        return behalf
    kin = _KIN_MATTER.search(small) if any(hint in small for hint in _KIN_HINTS) else None
    return " ".join((kin["kin"] or kin["pun"] or kin["en"]).split()) if kin else ""


def _speech(words: list[str], names: str, small: str, *, secrecy: bool) -> Speech:
    speech = speech_of(words)
    if speech is not Speech.TOLD or len(words) > _SHORT:
        return speech
    if names.strip() and (only := _only_named(words, names)):
        return only
    beside = words_of(_SECRECY.sub(" ", small)) if secrecy else words
    only_wish = secrecy and all(word in ASKING_SECRECY or word in _COURTESIES for word in beside)
    return Speech.SECRECY if only_wish else speech


def _only_named(words: list[str], names: str) -> Speech | None:
    """ "Perkenalkan, saya Siti Aminah dari Munjul, mau lapor": a name, perhaps a place, and nothing told."""
    named = set(words_of(names))
    rest = [word for word in words if word not in named and word not in INTRODUCING]
    told = speech_of(rest)
    if told is not Speech.TOLD:
        return Speech.WISH if told is Speech.WISH else Speech.NAME
    place = len(rest) == 1 and any(word in _PLACE for word in words)
    return Speech.NAME if place else None


_PLACE = ("dari", "ti", "dr", "from", "warga", "desa")
