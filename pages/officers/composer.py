"""The answer being written: as it was typed, as the citizen will read it, and how far earlier ones came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures.answer import Reply, missing_to_answer
from core.procedures.case_file import CaseFile
from core.procedures.close import reached
from core.procedures.tell import travels
from core.rules import sms
from core.rules.calendar import office_day
from core.rules.letters import AnswerTexts, in_words
from core.rules.receipts import PROOF_ON, Proof
from core.rules.standard import Standard
from core.rules.text_blocks import filled
from core.store import answers, reviews, text_blocks
from core.store.answers import Answer
from pages.officers.clocks import day_words
from pages.officers.desk import Desk
from pages.officers.forms import Fields, day_in, listed
from pages.officers.missing import ToDo, to_do
from pages.officers.worksheet_steps import cited

SMS_CHANNELS = frozenset({"sms", "sms-gateway"})


@dataclass(frozen=True, slots=True)
class Composer:
    """The answer being written. `sms_parts` is 0 where it does not travel as SMS."""

    preview: str
    sms_parts: int
    channel: str
    travels: bool
    clauses: Sequence[str]
    blocks: Sequence[tuple[str, str]]
    missing: Sequence[ToDo]


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer with what is known of its way."""

    answer: Answer
    reached: bool
    words: str


async def composer_of(db: AsyncConnection, desk: Desk, file: CaseFile, fields: Fields) -> Composer:
    """What the composer shows of these fields."""
    case, standard, texts = file.case, desk.law().standard, texts_in(desk, file.case.language)
    address = await answers.channel_of(db, case.conversation_id)
    channel, texts = address or file.settling.channel, texts if address else texts.on_paper()
    reply = reply_in(fields, standard)
    preview = in_words(reply.letter(texts), reply.clauses, texts) if reply.findings else ""
    return Composer(
        preview=preview,
        sms_parts=sms.parts(preview) if preview and channel in SMS_CHANNELS else 0,
        channel=desk.names.channels.get(channel, channel),
        travels=bool(address) and travels(channel),
        clauses=cited(fields, standard),
        blocks=await _blocks(db, file, texts),
        missing=to_do(await missing_to_answer(db, file, reply, texts), dict(desk.names.tiers)),
    )


async def given_of(db: AsyncConnection, desk: Desk, file: CaseFile) -> list[GivenAnswer]:
    """Every answer so far."""
    return [await _given(db, desk, file, one) for one in await answers.of_case(db, file.case.id)]


async def _given(db: AsyncConnection, desk: Desk, file: CaseFile, answer: Answer) -> GivenAnswer:
    numbers = desk.law().standard.numbers
    arrived = await reached(db, file, answer, numbers)
    words = way_in_words(answer, arrived=arrived, bounce_days=numbers.mail_bounce_calendar_days)
    return GivenAnswer(answer, arrived, words)


async def _blocks(db: AsyncConnection, file: CaseFile, texts: AnswerTexts) -> Sequence[tuple[str, str]]:
    """The office's text blocks, filled."""
    name = await reviews.reporter_name(db, file.case.id, file.viewer)
    own = await text_blocks.in_language(db, file.case.language)
    facts = {
        "nama": name or texts.somebody,
        "nomor": file.case.number,
        "layanan": file.case.service or texts.some_service,
        "petugas": file.viewer.name,
    }
    return [(title, filled(words, facts)) for title, words in (*((one.title, one.text) for one in own), *texts.blocks)]


def reply_in(fields: Fields, standard: Standard) -> Reply:
    """The answer as it was typed."""
    interim = fields.get("answer.kind") == "interim"
    return Reply(
        findings=fields.get("answer.findings", ""),
        interim=interim,
        next_step=fields.get("answer.next_step", "") if interim else "",
        next_step_on=day_in(fields.get("answer.next_step_on", "")) if interim else None,
        clauses=tuple(cited(fields, standard)) if "yes" in listed(fields.get("answer.cite", "yes")) else (),
        back_to_bot="yes" in listed(fields.get("answer.back_to_bot", "yes")),
    )


def texts_in(desk: Desk, language: str) -> AnswerTexts:
    """The office's sentences in the citizen's language, else in Indonesian."""
    return desk.answer_texts.get(language) or desk.answer_texts["id"]


def way_in_words(answer: Answer, *, arrived: bool, bounce_days: int) -> str:
    """How far an answer has come; of a mail, when it counts as arrived if nothing comes back."""
    if answer.outbox_id is None:
        return "menunggu diserahkan dengan tanda terima"
    if arrived:
        return "sampai pada pelapor"
    if answer.state == "sent" and answer.sent_at and PROOF_ON.get(answer.channel) is Proof.MAIL:
        stood = day_words(office_day(answer.sent_at + timedelta(days=bounce_days)))
        return f"terkirim; dianggap sampai pada {stood} bila surelnya tidak kembali"
    return {"sent": "terkirim, belum ada bukti sampai", "failed": "gagal dikirim"}.get(answer.state, "sedang dikirim")
