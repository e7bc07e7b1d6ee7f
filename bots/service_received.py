"""When the service was received, or that it never was: the window of K6.2 begins with it."""

import re
from collections.abc import Sequence
from datetime import date

from bots.dates import SaidDate, date_in, dates_in
from bots.vocabulary import HINTS_OF_NEVER, NOT_YET, words_of
from core.rules.report import Receipt

Said = tuple[Receipt, SaidDate | None]
NOTHING_SAID: Said = (Receipt.UNKNOWN, None)

_NO = r"(?:tidak|tdk|tak|ga|gak|gk|nggak|ngga|enggak|engga|kagak|kaga|ndak|ora|teu|henteu|not|never|don't|didn't)"
_NEGATED = (
    r"\b(?:belum|blm|blom|belom|blum|blon|lum|(?:tak|tdk|tidak|ga|gak|nggak)\s+kunjung|teu\s+acan|tacan|acan|encan|can"
    r"|(?:tidak|tdk|tak|ga|gak|gk|nggak|ngga|teu)\s+pernah|not\s+yet|has\s+not|hasn't|have\s+not|haven't|still\s+not"
    r"|never)\b"
)
_OUT = (
    r"terbit|terbitkan|diterbitkan|trbit|jadi|jd|jadinya|keluar|kluar|klwr|turun|trun|selesai|slesai|slse|kelar|beres"
    r"|rengse|kaluar|medal|muncul|nongol|sampai|sampe|rampung|anggeus|datang|dateng|dugi|issued|arrived|ready|finished"
)
_COMES_OUT = (
    rf"\b(?:{_OUT}|diterima|terima|nerima|menerima|ditarima|nampi|katampi|dapat|dpt|dapet|ada\s+hasil|ada\s+kabar"
    r"|diproses|diurus|disetujui|received|approved|got)(?:\d|-?\w+)?\b"
)
_NEVER = re.compile(
    rf"{_NEGATED}(?:\s+(?:\w+\s+){{0,3}}?|\s*){_COMES_OUT}"
    # "tdk keluar keluar", "ga turun2", "teu kaluar-kaluar": said twice, it has not happened yet
    rf"|\b{_NO}\s+(?:bisa\s+|mau\s+)?(?P<twice>{_OUT})(?:\s*-?\s*(?P=twice)|2)"
    rf"|\b{_NO}\s+(?:{_OUT})(?:nya)?\s+(?:juga|jg|jua|wae|oge|sampai\s+sekarang|sampe\s+skrg|nepi\s+ka\s+ayeuna)\b"
    r"|\b(?:tidak|tdk|tak|ga|gak|gk|nggak|ngga|kagak|teu)\s+(?:keluar|kluar|kaluar|terbit|trbit|turun)\b"
    r"|\b(?:ga|gak|tidak|tdk|tak|teu)\s+(?:ada|aya)\s+(?:kabar|hasil|kelanjutan|progres|perkembangan|kejelasan)\w*"
    r"|\bmasih\s+(?:\w+\s+){0,2}(?:proses|diproses|menunggu|nunggu|verifikasi|di\s+meja)"
    r"|\bnot\s+(?:been\s+|yet\s+)?(?:received|issued|arrived|finished)\b"
    r"|\bkeur\s+(?:\w+\s+)?(?:diproses|diurus|ngantosan)"
    r"|\b(?:have|has|i've|been|am|i'm|still)\s+(?:been\s+|still\s+|it\s+is\s+)?(?:waiting|pending|being\s+processed)\b"
)
_NEVER_HINTS = NOT_YET | HINTS_OF_NEVER
_NEVER_AT_ALL = ("teu acan", "not yet", "tidak pernah", "tdk pernah", "ga pernah", "gak pernah", "teu pernah")
# A visit to "loket", "kantor" or "mpp" is a service received as much as a permit that came.
_RECEIVED_WORDS = (
    r"terbit|keluar|kluar|kaluar|terima|diterima|menerima|nerima|jadi|selesai|ambil|mengambil|diambil|dilayani|layani"
    r"|pelayanan|datang|dateng|loket|kantor|mpp|kejadian|kejadiannya|terjadi|ketemu|bertemu|issued|received|visited"
    r"|came|went|happened|sumping|dugi|nampi|katampi|medal|kajadian|dibentak|dimarahi|diminta|dimintai|dibatalkan"
    r"|dicabut|ditolak|dikembalikan|dipungut|disuruh|dihina|diusir|petugas|petugasnya|pegawai|satpam|oknum|calo"
)
_GOT = re.compile(
    r"\b(?:terbit|keluar|kluar|kaluar|medal|terima|diterima|nerima|menerima|ambil|diambil|dapat|dapet|nampi|katampi"
    r"|received|issued|got|happened|kejadian\w*|terjadi)\b"
)
_WAS_RECEIVED = re.compile(rf"\b(?:{_RECEIVED_WORDS})\b")
_DONE_TO_ME = re.compile(
    r"\b(?:dibentak|dimarahi|diminta|dimintai|dipungut|disuruh|dihina|diusir|dipersulit|ditolak|dicabut|dibatalkan"
    r"|(?:petugas|pegawai|satpam|oknum|calo)(?:nya)?\s+(?:yang\s+)?(?:bilang|minta|meminta|marah|bentak|kasar|judes))\b"
)
_APPLIED = re.compile(
    r"\b(?:ajukan|mengajukan|ngajukan|ngajuin|diajukan|daftar|mendaftar|daftarkan|upload|unggah|mengunggah|kirim"
    r"|mengirim|masukkan|masukin|memasukkan|masuk|permohonan|submit|submitted|applied|apply|urus|mengurus|ngurus|bayar"
    r"|membayar|nepikeun|ngajukeun|ngadaptar|lengkap|perbaikan|revisi|melapor|lapor|laporkan|dilaporkan|mengadu|komplain)\b"
)
# Days that are no day of a service: promised, run out, born, habitual.
_ANOTHER_DAY = re.compile(
    r"\b(?:janji\w*|dijanjikan|katanya|akan|bakal|harusnya|seharusnya|mestinya|rencana\w*|target\w*|jatuh\s+tempo"
    r"|berlaku|expired|kedaluwarsa|kadaluarsa|habis\s+(?:masa|tanggal|tgl|pada|per)|lahir|kelahiran|tiap|setiap|unggal"
    r"|every|surat\s+(?:tanggal|tgl|tertanggal|nomor|no)|perda|perbup|deadline|promised|valid|expires?|hingga|nepi|until)\b"
)
_SINCE = re.compile(
    r"\b(?:sejak|dari|semenjak|mulai|since|lewat|ti|saprak|sampai|hingga|s/d|until|berlaku)\s+"
    r"(?:(?:tanggal|tgl|hari|bulan|bln)\s+)?$"
)
_SENTENCES = re.compile(r"[.!?\n;]+(?=\s|$)|,\s|\b(?:tapi|tetapi|namun|sampai|dan|but|padahal|sedangkan)\b")
_WAITING = re.compile(
    r"\b(?:sudah|udah|udh|dah|dh|sdh|geus|atos|tos|parantos|hampir|ampir|lebih|lbh|leuwih|selama|salami|nunggu|menunggu"
    r"|nungguan|ngantosan|already|for|over|almost|waiting|been)\b[\s\w]{0,24}?\b(?:\d{1,3}|se|sa|satu|dua|tiga|empat|lima|enam"
    r"|tilu|opat|one|two|three|four|five|six|a|ber)\s*-?(?:hari|hr|minggu|mgg|mggu|bulan|bln|tahun|thn|dinten|sasih|taun"
    r"|days?|weeks?|months?|years?)(?:an)?\b(?!\s*(?:(?:yang|yg|nu)\s+)?(?:lalu|lewat|silam|kemarin|kmrn|kapengker|ago))"
)


def received_in_answer(text: str, on: date, *, awaited: bool = False) -> Said:
    """An answer to "Kapan pelayanan itu Anda terima?": a day, "belum", or neither.

    `awaited`: the matter is that something has not come. "Sudah 2 bulan" then tells how long; of another matter it
    tells too little to close the window of K6.2.
    """
    small = text.lower()
    words = words_of(text)
    if _NEVER.search(small) or (words and words[0] in NOT_YET) or small.strip().startswith(_NEVER_AT_ALL):
        return Receipt.NEVER, None
    day = date_in(text, on, answer=True)
    if day is None or not _GOT.search(_sentence_around(small, day.at)):
        if not _SURELY_NOT_YET.isdisjoint(words):
            return Receipt.NEVER, None
        if tells_how_long(text) or (day and _SINCE.search(small[: day.at])):
            return (Receipt.NEVER, None) if awaited else NOTHING_SAID
    return (Receipt.RECEIVED if day and day.on else Receipt.UNKNOWN), day


def tells_how_long(text: str) -> bool:
    """ "sudah 2 bulan": a time gone by, no day."""
    return _WAITING.search(text.lower()) is not None


def tells_a_grievance(text: str) -> bool:
    """Whether something has not come, was waited for, or was done to the writer; not where it is only supposed."""
    small = text[:_A_STORY].lower()
    if _SUPPOSED.search(small):
        return False
    never, long = _NEVER.search(small), tells_how_long(small)
    if _ASKS_HOW.search(small):
        return bool(never and long)
    waited = long and (_DENIED.search(small) or _WAITED.search(small))
    return bool(waited or never or _ILL_TREATED.search(small) or _TIME_AND_AGAIN.search(small))


def received_in(text: str, words: Sequence[str], on: date, *, window: int) -> Said:
    """When the service was received, as far as a text says so by itself. The day of applying is another day.

    A day beside no word of receiving counts only within the window, so that no guess makes a report late.
    """
    small = text.lower()
    if not _NEVER_HINTS.isdisjoint(words) and _NEVER.search(small):
        return Receipt.NEVER, None
    if tells_how_long(text) and (_DENIED.search(small) or (_PAPER.search(small) and not _GOT.search(small))):
        return Receipt.NEVER, None
    told: SaidDate | None = None
    for day in dates_in(text, on):
        clause = _sentence_around(small, day.at)
        if day.vague or _is_another_day(small, day.at, clause):
            continue
        if _WAS_RECEIVED.search(clause):
            return (Receipt.RECEIVED if day.on else Receipt.UNKNOWN), day
        told = told or day
    if told and told.on and (on - told.on).days <= window and not _PAPER.search(_sentence_around(small, told.at)):
        return Receipt.RECEIVED, told
    return NOTHING_SAID


_A_STORY = 3000
_SUPPOSED = re.compile(
    r"\b(?:kalau|kalo|klo|klu|jika|jikalau|bila|apabila|misal\w*|seandainya|andai\w*|upami|lamun|mun|if|suppose|in\s+case|apakah\s+masih)\b"
)
_WAITED = re.compile(
    r"\b(?:nunggu|menunggu|nungguan|ngantosan|ditunggu|tunggu|diajukan|waiting|waited|wait|harus|lagi)\b"
)
_TIME_AND_AGAIN = re.compile(
    r"\b(?:\d+|dua|tiga|empat|lima|berkali|twice|three)\s*-?(?:x|kali|times)?\s+(?:tidak|tdk|ga|gak|batal|gagal|ditolak"
    r"|diundur|rejected)\b"
)
_ILL_TREATED = re.compile(
    r"\b(?:dibentak|dimarahi|dihina|diusir|dipersulit|dipalak|dipungli"
    r"|(?:petugas|pegawai|satpam|oknum)(?:nya)?\s+(?:yang\s+)?(?:marah|bentak|membentak|kasar|judes))\b"
)
_ASKS_HOW = re.compile(
    r"\b(?:apakah|(?:gimana|bagaimana|kumaha)\s+cara\w*|cara\w*|(?:per)?syarat\w*|sarat\w*|dokumen\s+apa|berkas\s+apa"
    r"|(?:mohon|minta)\s+(?:info\w*|penjelasan|arahan|petunjuk)|(?:mau|bade|numpang|izin)\s+(?:tanya|tny|nanya|naros\w*|tumaros"
    r"|bertanya)|(?:be)?rapa\s+(?:hari|lama|hr)|brp\s+(?:hari|hr|lama)|sabaraha\s+\w+|apa\s+(?:bisa|boleh|perlu|harus)"
    r"|bisa\s+(?:apa|ga|gak|tidak)|masih\s+bisa|how\s+do\s+i|what\s+documents|can\s+i|do\s+i\s+need)\b"
)
_DENIED = re.compile(rf"\b(?:{_NO}|belum|blm|blom|acan|can|tanpa|nothing|no|isn't|hasn't|without)\b")
_PAPER = re.compile(r"\b(?:i[zj]in\w*|berkas\w*|permohonan\w*|pengajuan\w*|permit|licen[cs]e|application)\b")
_SURELY_NOT_YET = NOT_YET - {"can", "never"}


def _is_another_day(small: str, at: int, clause: str) -> bool:
    if _SINCE.search(small[max(0, at - 30) : at]) or _ANOTHER_DAY.search(clause):
        return True
    return _APPLIED.search(clause) is not None and _DONE_TO_ME.search(clause) is None


def _sentence_around(small: str, at: int) -> str:
    start, end = 0, len(small)
    for border in _SENTENCES.finditer(small):
        if border.end() <= at:
            start = border.end()
        elif border.start() > at:
            end = border.start()
            break
    return small[start:end]
