"""What the desk proposes to tell the citizen, in the citizen's language; the officer may change every word."""

from pages.officers.case_words import LEGAL_KINDS

OFFICE = "{instansi}"
FORWARDED = {
    "id": "Laporan {number} bukan kewenangan {office}. Laporan ini kami teruskan ke {instansi}, yang berwenang "
    "menanganinya. Untuk perkembangan selanjutnya silakan hubungi {instansi}.",
    "su": "Laporan {number} sanés kawenangan {office}. Laporan ieu ku kami diteraskeun ka {instansi}, anu boga "
    "wewenang pikeun ngungkulanana. Pikeun kamajuan salajengna mangga taros ka {instansi}.",
    "en": "Report {number} is not within the powers of {office}. We have forwarded it to {instansi}, which is "
    "responsible. Please contact {instansi} about how it goes on.",
}
KIND_CHANGED = {
    "id": "Laporan {number} sekarang kami perlakukan sebagai {kind}. Balas pesan ini bila Anda punya keterangan lain.",
    "su": "Laporan {number} ayeuna ku kami dianggap {kind}. Waler seratan ieu upami aya katerangan sanés.",
    "en": "We now treat report {number} as: {kind}. Reply to this message if you have more to tell us.",
}
KINDS = {
    "en": {"complaint": "a complaint", "suggestion": "a suggestion", "information": "a request for information"},
}


def forwarded(language: str, number: str, office: str) -> str:
    """With "{instansi}" left for the office that is chosen in the same form."""
    return FORWARDED.get(language, FORWARDED["id"]).format(number=number, office=office, instansi=OFFICE)


def kind_changed(language: str, number: str, kind: str) -> str:
    words = KINDS.get(language, {}).get(kind) or LEGAL_KINDS.get(kind, kind).lower()
    return KIND_CHANGED.get(language, KIND_CHANGED["id"]).format(number=number, kind=words)


def with_office(words: str, other_office: str) -> str:
    return words.replace(OFFICE, other_office.strip())
