"""Questions about a service, answered from its own loaded standard and never from another one's."""

import re
from dataclasses import dataclass, replace

from bots.service_received import tells_a_grievance
from bots.services import service_in, standard_of
from bots.talk import Office, Say
from bots.vocabulary import words_of
from core.rules.grouping import Kind, Tags
from core.rules.standard import Component

# What each component of a standard is asked by, most telling first. Component 6 is answered by this bot itself.
_ASKED_BY = {
    4: r"biaya\w*|tarif\w*|bayar(?:an|nya)?|harga\w*|ongkos\w*|gratis|retribusi|pnbp|waragad"
    r"|berapa\s+(?:duit|uang|rupiah)|(?:duit|uang)nya\s+berapa|cost|fee|fees|price|free",
    3: r"(?:be)?rapa\s+(?:lama|hari|minggu|jam|bulan)|brp\s+(?:lama|hari|hr|minggu)|jangka\s+waktu"
    r"|lama(?:nya)?\s+berapa|lamanya|sabaraha\s+(?:lami|dinten|poe)|kapan\s+(?:jadi|selesai|terbit|keluar)|how\s+long|how\s+many\s+days",
    1: r"(?:per)?syarat\w*|(?:dokumen|berkas)\s+(?:apa|yang|nya)\b|apa\s+saja\s+(?:dokumen|berkas)\w*|requirements?"
    r"|documents?",
    2: r"cara\w*|prosedur\w*|alur\w*|langkah\w*|tahapan\w*|mekanisme\w*"
    r"|gimana\s+(?:\w+\s+)?(?:urus|ngurus|daftar|bikin|buat)\w*"
    r"|bagaimana\s+(?:\w+\s+)?(?:mengurus|mendaftar|membuat|mengajukan)\w*"
    r"|(?:daftar|ngurus|urus|mengurus|bikin)\w*\s+(?:di\s?mana|ke\s?mana|dmn|kmn)|kumaha\s+(?:carana|ngurus)"
    r"|procedure|how\s+(?:do|can|to)",
    5: r"(?:produk|hasil|dapat|dapet)\w*\s+(?:apa|layanan)",
    7: r"dasar\s+hukum\w*|aturan(?:nya)?\s+(?:apa|mana|yang)|(?:peraturan|pasal|undang-undang)\s+(?:apa|mana|berapa)"
    r"|legal\s+basis|which\s+(?:law|regulation)",
    8: r"fasilitas\w*|sarana\w*|facilit(?:y|ies)",
    12: r"jaminan\s+(?:pelayanan|layanan)|maklumat|motto",
    13: r"jaminan\s+(?:keamanan|keselamatan)",
}
_COMPONENTS = {number: re.compile(rf"\b(?:{words})\b") for number, words in _ASKED_BY.items()}
_ANY = re.compile("|".join(rf"\b(?:{words})\b" for words in _ASKED_BY.values()))

_ASKS = re.compile(
    r"\?|\b(?:berapa|brp|apa|apakah|gimana|bagaimana|gmn|mana|kapan|sabaraha|naon|kumaha|tanya|nanya|info|how|what|which"
    r"|bade\s+naros|is\s+it|mohon\s+informasi)\b"
)
_AGGRIEVED = re.compile(
    r"\b(?:belum|blm|blom|lama\s+(?:banget|sekali|amat)|kok|kenapa|knp|masa|katanya|padahal|pungli|calo|dipersulit"
    r"|kecewa|mahal|salah|gagal|ditolak|diminta|disuruh|minta|dimintai|teu\s+acan|not\s+yet|still|sudah|udah|dah"
    r"|saya\s+bayar|dipungut)\b"
)
_LONGEST_PLAIN = 160
_MOST_TOLD = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What the standard says. `clause` is the whole component ("K4")."""

    standard_id: str
    component: int
    clause: str
    says: tuple[Say, ...]


def asked_components(text: str) -> tuple[int, ...]:
    """The components a text asks about, in the order of its words. At most two."""
    small = text[:1500].lower()
    if not _ANY.search(small):
        return ()
    found = [(match.start(), number) for number, pattern in _COMPONENTS.items() if (match := pattern.search(small))]
    return tuple(number for _, number in sorted(found))[:_MOST_TOLD]


def is_plain_question(text: str) -> bool:
    """ "biaya izin hosting?": asks, names a component, and bears no grievance."""
    if len(text) > _LONGEST_PLAIN:
        return False
    small = text.lower()
    return bool(_ANY.search(small) and _ASKS.search(small) and not _AGGRIEVED.search(small))


def asks(text: str) -> bool:
    """ "Kapan dijawab?", "status izin saya gimana"."""
    return _ASKS.search(text[:1500].lower()) is not None


def as_question(text: str, tags: Tags) -> Tags:
    """The tags, made sure where a plain question was tagged unsure or as noise. A sure complaint stays one, and who
    asks "kapan?" and tells of three months without a result complains."""
    if tags.kind is Kind.QUESTION and tells_a_grievance(text):
        return replace(tags, kind=Kind.COMPLAINT, unsure=tags.unsure | {"kind"})
    doubtful = "kind" in tags.unsure or tags.kind in (Kind.OTHER, Kind.THANKS)
    if not doubtful or not is_plain_question(text):
        return tags
    return replace(tags, kind=Kind.QUESTION, unsure=tags.unsure - {"kind"})


def answer_to(text: str, office: Office, *, context: str = "") -> Answer | None:
    """The standard's own words, when the service is named and its standard is loaded.

    `context` is the service spoken of just before, which "kalau syaratnya?" means.
    """
    named = service_in(words_of(text[:3000]), office)
    service, standard_id = named.service, named.standard_id
    if not named.anything and context:
        service, standard_id = context, standard_of(context, office)
    if not standard_id:
        return None
    standard = office.standards[standard_id]
    components = [standard.components[n] for n in asked_components(text) if n in standard.components]
    if not components:
        return None
    called = standard.names[0] if standard.names else service
    says = tuple(Say("answer_from_standard", _facts(service, called, component)) for component in components)
    return Answer(standard_id, components[0].number, f"K{components[0].number}", says)


def _facts(service: str, called: str, component: Component) -> dict[str, str]:
    return {
        "service": service,
        "called": called,
        "component": component.title,
        "answer": component.text.strip(),
        "clause": f"K{component.number}",
    }
