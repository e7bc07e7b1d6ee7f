"""Whether a machine wrote a mail, so that it gets no automatic reply (RFC 3834)."""

import re
from collections.abc import Callable

from channels.email_reading import Mail
from core.messages import Automatic

NULL_SENDER = "<>"
OFTEN_SAID = r"(?:automatic|auto)[-_ ]?(?:reply|response|responder)"
SAID_BY_MACHINE = re.compile(
    rf"\s*(?:{OFTEN_SAID}|(?:balasan|jawaban|pesan|respons?) (?:otomatis|automatis)"
    rf"|out of (?:the )?office {OFTEN_SAID}|automatische antwort|réponse automatique|respuesta automática)\s*(?::|$)",
    re.IGNORECASE,
)
"""What mail programs put before the subject they answer, or instead of it."""
SAID_BY_THE_ABSENT = re.compile(
    r"\s*(?:saya )?(?:(?:sedang |lagi )?(?:berada )?di luar (?:kantor|kota)|(?:sedang |lagi )?(?:cuti|dinas luar)"
    r"|(?:sedang )?tidak (?:berada )?di (?:kantor|tempat)|out of (?:the )?office|away from (?:the |my )?office"
    r"|on (?:annual )?leave|on vacation)\s*(?:[:(]|[-–]\s*re\b|$)",
    re.IGNORECASE,
)
"""Subjects of whoever is away, and now and then of a complaint: something else must speak for a machine."""
I_AM_AWAY = re.compile(
    r"\bsaya (?:(?:sedang|akan|lagi|saat ini) )*(?:berada )?"
    r"(?:cuti|dinas luar|di luar (?:kantor|kota)|tidak (?:berada )?di (?:kantor|tempat))"
    r"|\bi(?: am|'m) (?:currently )?(?:away|out of (?:the )?office|on (?:annual )?(?:leave|vacation))",
    re.IGNORECASE,
)
OUR_MARK = re.compile(r"\[\d\d-\d{5,}-\d\d\]")
ROBOT_NAMES = re.compile(r"(?:no|not|do[-_.]?not|tidak)[-_.]?(?:reply|respond|balas|dibalas).*", re.IGNORECASE)
POST_NAMES = {"mailer-daemon", "postmaster"}
READ_RECEIPT = "disposition-notification"


def written_by_machine(mail: Mail, sender: str, envelope_from: str, our_address: str) -> Automatic | None:
    """The first reason that fits, None when a person wrote it. A bounce has also no way back and says auto-replied."""
    return next((kind for kind, fits in REASONS if fits(mail, sender, envelope_from, our_address)), None)


def _is_report_of_trouble(mail: Mail) -> bool:
    return mail.kind in ("multipart/report", "message/delivery-status") and mail.report != READ_RECEIPT


def _is_ours(mail: Mail, sender: str, envelope_from: str, our_address: str) -> bool:
    return our_address in (_without_token(sender), _without_token(envelope_from.lower()))


def _is_bounce(mail: Mail, sender: str, envelope_from: str, our_address: str) -> bool:
    return (
        _is_report_of_trouble(mail) or sender.partition("@")[0] in POST_NAMES or "x-failed-recipients" in mail.headers
    )


def _is_from_a_list(mail: Mail, sender: str, envelope_from: str, our_address: str) -> bool:
    return "list" in _words(mail, "precedence") or any(name.startswith("list-") for name in mail.headers)


def _is_bulk(mail: Mail, sender: str, envelope_from: str, our_address: str) -> bool:
    return not _words(mail, "precedence").isdisjoint(("bulk", "junk"))


def _answers_by_itself(mail: Mail, sender: str, envelope_from: str, our_address: str) -> bool:
    return (
        mail.report == READ_RECEIPT
        or bool(_words(mail, "auto-submitted") - {"no"})
        or bool(_words(mail, "x-auto-response-suppress") & {"all", "autoreply"})
        or bool({"x-autoreply", "x-autorespond"} & set(mail.headers))
        or SAID_BY_MACHINE.match(mail.subject) is not None
        or (SAID_BY_THE_ABSENT.match(mail.subject) is not None and _speaks_for_a_machine(mail))
    )


def _speaks_for_a_machine(mail: Mail) -> bool:
    """It answers a mail, of ours perhaps, or the writer is the one who is away."""
    answers = bool({"in-reply-to", "references"} & set(mail.headers)) or OUR_MARK.search(mail.subject) is not None
    return answers or I_AM_AWAY.search(mail.text) is not None


def _has_no_way_back(mail: Mail, sender: str, envelope_from: str, our_address: str) -> bool:
    return envelope_from == NULL_SENDER or any(path.strip() == NULL_SENDER for path in mail.all("return-path"))


def _wants_no_reply(mail: Mail, sender: str, envelope_from: str, our_address: str) -> bool:
    return bool(ROBOT_NAMES.fullmatch(sender.partition("@")[0])) or sender.endswith("@unknown.invalid")


Fits = Callable[[Mail, str, str, str], bool]

REASONS: tuple[tuple[Automatic, Fits], ...] = (
    (Automatic.OURSELVES, _is_ours),
    (Automatic.BOUNCE, _is_bounce),
    (Automatic.MAILING_LIST, _is_from_a_list),
    (Automatic.BULK, _is_bulk),
    (Automatic.AUTO_REPLY, _answers_by_itself),
    (Automatic.BOUNCE, _has_no_way_back),
    (Automatic.NO_REPLY_ADDRESS, _wants_no_reply),
)


def _words(mail: Mail, name: str) -> set[str]:
    """Of "auto-replied (vacation)" the first; of "DR, AutoReply" both."""
    said = " ".join(mail.all(name)).lower()
    return set(re.findall(r"[a-z-]+", re.sub(r"\([^()]*\)|;.*", " ", said)))


def _without_token(address: str) -> str:
    local, at, domain = address.rpartition("@")
    return local.partition("+")[0] + at + domain
