"""What came back of our own mails: bounces, warnings of delay and read receipts, as receipts."""

import re
from collections.abc import Iterator
from datetime import datetime
from email.message import Message

from channels.email_letters import clean, decoded, text_of_bytes
from channels.email_machines import POST_NAMES, READ_RECEIPT
from channels.email_reading import Mail, bytes_of, inside
from core.messages import Automatic, Receipt, ReceiptState

MOST_SEARCHED = 300_000
LONGEST_DETAIL = 300

ACTION = re.compile(r"^Action:[ \t]*([A-Za-z]+)", re.IGNORECASE | re.MULTILINE)
STATUS = re.compile(r"^Status:[ \t]*([245]\.\d{1,3}\.\d{1,3})", re.IGNORECASE | re.MULTILINE)
DIAGNOSTIC = re.compile(
    r"^Diagnostic-Code:[ \t]*(?:[a-z0-9-]{1,20};)?([^\n]{0,500}(?:\n[ \t][^\n]{0,500}){0,9})",
    re.IGNORECASE | re.MULTILINE,
)
ANSWER = re.compile(r"\b[45]\d\d[ -](?:#?[45]\.\d{1,3}\.\d{1,3}\b)?[^\n]{0,200}")
DISPLAYED = re.compile(r"^Disposition:[^\n]{0,200}\bdisplayed\b", re.IGNORECASE | re.MULTILINE)
ACTIONS = {
    "failed": ReceiptState.FAILED,
    "delayed": ReceiptState.DELAYED,
    "delivered": ReceiptState.DELIVERED,
    "relayed": ReceiptState.SENT,
    "expanded": ReceiptState.SENT,
}
"""The gravest first."""
DELAYED = re.compile(
    r"\bdelay|\bwarning:? (?:message|could not send)|still (?:trying|being retried)|will (?:continue|keep|be retried)"
    r"|not (?:yet )?been delivered|tertunda|ditunda|masih (?:akan )?(?:di)?coba|akan (?:terus )?(?:di)?coba",
    re.IGNORECASE,
)
FAILED = re.compile(
    r"undeliver|not (?:be )?deliver|deliver\w* (?:has )?(?:failed|failure|status)|fail(?:ed|ure)"
    r"|returned (?:mail|to sender)|mail delivery|bounced|rejected|permanent error|could not be sent|does not exist"
    r"|user unknown|mailbox (?:full|unavailable)|gagal|tidak (?:dapat|bisa|berhasil) (?:di)?(?:kirim|terkirim|sampai)"
    r"|tidak terkirim|tidak ditemukan|dikembalikan",
    re.IGNORECASE,
)


def receipts_of(mail: Mail, sender: str, automatic: Automatic | None, our_address: str, at: datetime) -> list[Receipt]:
    """What this mail says of one of ours, found by its Message-ID, else by its reply token. Empty when of none."""
    read = mail.report == READ_RECEIPT
    if not read and automatic is not Automatic.BOUNCE:
        return []
    words = _all_words(mail)
    state = (ReceiptState.READ if DISPLAYED.search(words) else None) if read else _state(mail, sender, words)
    message_id = _message_of_ours(mail, words, our_address)
    token = "" if message_id else _token(words, our_address)
    if state is None or not (message_id or token):
        return []
    return [Receipt(message_id, state, at, "" if read else _detail(mail, words), token)]


def _state(mail: Mail, sender: str, words: str) -> ReceiptState | None:
    """What the report says; without one what its words say, if they tell of trouble at all."""
    said = {action.lower() for action in ACTION.findall(words)}
    for action, state in ACTIONS.items():
        if action in said:
            return state
    own = f"{mail.subject}\n{mail.whole_text[:4_000]}"
    if DELAYED.search(own):
        return ReceiptState.DELAYED
    by_name = sender.partition("@")[0] in POST_NAMES or "x-failed-recipients" in mail.headers
    return ReceiptState.FAILED if by_name or FAILED.search(own) or STATUS.search(words) else None


def _message_of_ours(mail: Mail, words: str, our_address: str) -> str:
    """The returned mail's own id, not those it answered; else what the report answers; else any id of our domain."""
    ours = rf"<([A-Za-z0-9._-]{{1,150}}@{re.escape(our_address.rpartition('@')[2])})>"
    own = re.search(rf"^[> \t]*(?:X-|Original-)*Message-ID:\s*{ours}", words, re.IGNORECASE | re.MULTILINE)
    if own:
        return own[1]
    answered = next((id_ for id_ in mail.answers() if re.fullmatch(ours, f"<{id_}>", re.IGNORECASE)), "")
    if answered:
        return answered
    named = (found[1] for found in re.finditer(ours, words, re.IGNORECASE))
    return next((id_ for id_ in named if id_.lower() != our_address), "")


def _token(words: str, our_address: str) -> str:
    local, _, domain = our_address.partition("@")
    found = re.search(rf"\b{re.escape(local)}\+([A-Za-z0-9._=-]{{1,50}})@{re.escape(domain)}\b", words, re.IGNORECASE)
    return found[1] if found else ""


def _detail(mail: Mail, words: str) -> str:
    """Why, as the other side put it, in one line."""
    said = DIAGNOSTIC.search(words) or ANSWER.search(mail.whole_text)
    status = STATUS.search(words)
    why = said[said.lastindex or 0] if said else (status[1] if status else mail.subject)
    return " ".join(clean(why).split())[:LONGEST_DETAIL]


def _all_words(mail: Mail) -> str:
    """Every text in the mail, also of reports that break their own rules."""
    pieces = [text_of_bytes(mail.body[:MOST_SEARCHED], "utf-8").replace("\r\n", "\n")]
    pieces += _leaves(mail.message)
    return "\n".join(pieces)[: 2 * MOST_SEARCHED]


def _leaves(part: Message) -> Iterator[str]:
    """What is encoded and so not to be found in the bytes."""
    if part.is_multipart():
        for child in inside(part):
            yield from _leaves(child)
    elif decoded(str(part.get("content-transfer-encoding", ""))).lower() in ("base64", "quoted-printable"):
        yield text_of_bytes(bytes_of(part)[:MOST_SEARCHED], "utf-8").replace("\r\n", "\n")
