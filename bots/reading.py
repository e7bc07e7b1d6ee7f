"""What a message already says, so that nobody is asked for it: who, for whom, which service, received when or never."""

import re
from dataclasses import dataclass
from datetime import date

from bots.dates import DateTrouble, SaidDate, date_in
from bots.name_words import company_in
from bots.names import who_writes
from bots.services import NOTHING_NAMED, Named, service_in
from bots.small_talk import Speech, speech_of
from bots.talk import Office
from bots.vocabulary import ASKING_SECRECY, ASSENT, GREETINGS, INTRODUCING, NOT_YET, POLITE, THANKS, words_of
from core.rules.report import Receipt

# Long letters repeat themselves; what we look for stands at the beginning or in the signature.
MOST_READ = 3000
_SIGNATURE = 600
_SHORT = 14
_COURTESIES = GREETINGS | POLITE | THANKS | ASSENT

_NEGATED = (
    r"\b(?:belum|blm|blom|belom|blum|blon|lum|(?:tak|tdk|tidak|ga|gak|nggak)\s+kunjung|teu\s+acan|tacan|acan|encan|can"
    r"|not\s+yet|has\s+not|hasn't|have\s+not|haven't|still\s+not|never)\b"
)
_COMES_OUT = (
    r"\b(?:terbit|terbitkan|diterbitkan|trbit|jadi|jd|jadinya|keluar|kluar|klwr|turun|selesai|slesai|kelar|beres"
    r"|rengse|kaluar|medal|diterima|terima|nerima|menerima|ditarima|nampi|dapat|dpt|dapet|sampai|ada\s+hasil"
    r"|ada\s+kabar|diproses|disetujui|rampung|anggeus|issued|received|arrived|ready|finished|approved|got)(?:\d|-?\w+)?\b"
)
_NEVER = re.compile(
    rf"{_NEGATED}(?:\s+(?:\w+\s+){{0,3}}?|\s*){_COMES_OUT}|\bgak? jadi[- ]?(?:jadi|2)"
    r"|\bmasih\s+(?:dalam\s+)?(?:proses|diproses|menunggu|nunggu|verifikasi)"
    r"|\bteu\s+(?:rengse|kaluar|jadi)[- ]?(?:rengse|kaluar|jadi)\b"
)
_NEVER_HINTS = NOT_YET | frozenset(
    ("lum", "kunjung", "teu", "tacan", "not", "has", "hasn't", "have", "haven't", "still", "ga", "gak", "masih")
)
_NEVER_AT_ALL = ("teu acan", "not yet", "tidak pernah")
# A visit to "loket", "kantor" or "mpp" is a service received as much as a permit that came.
_RECEIVED_WORDS = (
    r"terbit|keluar|kluar|terima|diterima|menerima|nerima|jadi|selesai|ambil|mengambil|diambil|dilayani|layani"
    r"|pelayanan|datang|dateng|loket|kantor|mpp|kejadian|kejadiannya|terjadi|ketemu|bertemu|issued|received|visited"
    r"|came|went|sumping|dugi|nampi|kajadian|dibentak|dimarahi|diminta|dimintai|dibatalkan|dicabut|ditolak|dikembalikan"
)
_WAS_RECEIVED = re.compile(rf"\b(?:{_RECEIVED_WORDS})\b")
_RECEIVED_HINTS = frozenset(_RECEIVED_WORDS.split("|"))
_APPLIED = re.compile(
    r"\b(?:ajukan|mengajukan|ngajukan|ngajuin|diajukan|daftar|mendaftar|daftarkan|upload|unggah|mengunggah|kirim"
    r"|mengirim|masukkan|masukin|memasukkan|permohonan|submit|applied|apply|urus|mengurus|ngurus|bayar|membayar|sejak"
    r"|dari|since|lewat|nepikeun|ngajukeun|ngadaptar)\b"
)
_SENTENCES = re.compile(r"[.!?\n;]+(?=\s|$)|,\s|\b(?:tapi|tetapi|namun|sampai|dan)\b")

_NAME = r"(?:nama|identitas|nami)"
_NOT = r"(?:jangan|jgn|tidak|tdk|ga|gak|ulah|tong)"
_SPREAD = r"(?:di)?(?:sebut|cantum|tulis|sebar|bocor|ketahuan|kasih|tampil|muncul|publish|sebat)\w*"
_SAYING = r"(?:menyebut|menyebutkan|nyebut|nyebutin|sebut|sebutin|mencantumkan|ketahuan|ngasih|kasih)"
_SECRECY = re.compile(
    r"\banonim\w*|\banonymous\w*|\b(?:me|di)?rahasia(?:kan|in)\b|\brusiah(?:keun)?\b"
    r"|\b(?:identitas|nama|nami|name)(?:\s+\w+){0,3}\s+(?:rahasia|secret|private|confidential)"
    rf"|\b(?:{_NOT}\s+(?:usah\s+)?|tanpa\s+){_SPREAD}\s+{_NAME}"
    rf"|\b{_NAME}(?:\s+(?:saya|sy|kami|aku|abdi))?\s+{_NOT}\s+(?:sampai\s+|mau\s+)?{_SPREAD}"
    rf"|\b(?:tanpa|takut|(?:tidak|tdk|ga|gak)\s+mau)\s+{_SAYING}\s+{_NAME}"
    r"|\b(?:jangan|takut)\s+(?:sampai\s+)?ketahuan|\b(?:don't|do\s+not)\s+(?:mention|use|publish|share|tell)\s+my\s+name"
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
_COMPANY_HINT = re.compile(r"\b(?:pt|cv|ud|pd|po|firma|koperasi|yayasan|bumdes|kelompok)\b")
_KIN_HINTS = (*(f" {word}" for word in _KIN.replace("\\s?", " ").split("|")), "pun ", "my ")
_FOR_COMPANY = re.compile(
    r"(?i:\b(?:mewakili|perwakilan(?:\s+dari)?|kuasa(?:\s+hukum)?(?:\s+dari)?|dari\s+pihak|utusan|saya\s+dari"
    r"|kami\s+dari|atas\s+nama|on\s+behalf\s+of|nama\s+(?:perusahaan|usaha)\s*[:=]"
    r"|(?:pegawai|staf|staff|karyawan|direktur|pemilik|pengurus|admin|legal|manager|manajer|owner)(?:\s+(?:di|dari))?)"
    r")\s+(?=(?i:pt|cv|ud|pd|po|firma|koperasi|yayasan|bumdes|kelompok)\b)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """`maybe` is a name to be confirmed. `speech` says whether anything is told at all."""

    speech: Speech
    name: str = ""
    maybe: str = ""
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
    receipt, day = _received(text, small, words, on)
    behalf = _on_behalf_of(text, small, who.holder)
    return Reading(
        speech=_speech(words, f"{who.name} {behalf}", small, secrecy=secrecy),
        name=who.name,
        maybe=who.maybe,
        on_behalf_of=behalf,
        named=service_in(words, office),
        receipt=receipt,
        day=day,
        wants_secrecy=secrecy,
    )


def received_in_answer(text: str, on: date) -> tuple[Receipt, SaidDate | None]:
    """An answer to "Kapan pelayanan itu Anda terima?": a day, "belum", or neither."""
    small = text.lower()
    words = words_of(text)
    if _NEVER.search(small) or (words and words[0] in NOT_YET) or small.strip().startswith(_NEVER_AT_ALL):
        return Receipt.NEVER, None
    day = date_in(text, on, answer=True)
    return (Receipt.RECEIVED if day and day.on else Receipt.UNKNOWN), day


def _wants_secrecy(small: str) -> bool:
    if not any(hint in small for hint in _SECRECY_HINTS):
        return False
    return _SECRECY.search(small) is not None and _NO_SECRECY.search(small) is None


def _received(text: str, small: str, words: list[str], on: date) -> tuple[Receipt, SaidDate | None]:
    """When the service was received, as far as the text says so. The day of applying is another day."""
    if not _NEVER_HINTS.isdisjoint(words) and _NEVER.search(small):
        return Receipt.NEVER, None
    day = None if _RECEIVED_HINTS.isdisjoint(words) else date_in(text, on)
    if day is None or day.vague:
        return Receipt.UNKNOWN, None
    sentence = _sentence_around(small, day.at)
    if not _WAS_RECEIVED.search(sentence) or _APPLIED.search(sentence):
        return Receipt.UNKNOWN, None
    return (Receipt.RECEIVED if day.on else Receipt.UNKNOWN), day


def _sentence_around(small: str, at: int) -> str:
    start, end = 0, len(small)
    for border in _SENTENCES.finditer(small):
        if border.end() <= at:
            start = border.end()
        elif border.start() > at:
            end = border.start()
            break
    return small[start:end]


def _on_behalf_of(text: str, small: str, holder: str) -> str:
    """Whose matter it is when that is somebody else: a company, "ayah", the name on the paper."""
    if _COMPANY_HINT.search(small) and (found := _FOR_COMPANY.search(text)):
        return company_in(text[found.end() :]) or holder
    if holder:
        return holder
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
