"""The example office: everything in one process, one complaint through its own front door, then it stays up."""

import asyncio
import os
import shutil
import smtplib
import sys
import time
from contextlib import AsyncExitStack
from email.message import EmailMessage
from pathlib import Path

from aduan.demo import accounts, citizens
from aduan.demo.newcomer import Newcomer, newcomer
from aduan.demo.sink import MailSink
from aduan.leaving import stop_on_signals
from aduan.running import ALL, record_config, running
from aduan.wiring import Parts, parts
from config.reading import ConfigError
from config.settings import Settings
from core.store import beats, cases, messages, outbox

PATIENCE = 30.0
MADE_BY_DEMO = "example office"
MAIL_ADDRESS = "pengaduan@aduan.test"
FIRST_WORDS = "Izin hosting saya belum terbit, sudah 3 minggu. Tolong dibantu ya Pak/Bu."


class NoAnswer(Exception):
    """The complaint that is played got no answer; says what to look at."""


async def run(settings: Settings, *, once: bool = False) -> None:
    """Until somebody stops it; with `once` it ends after the first acknowledgment."""
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        sink = await stack.enter_async_context(MailSink(keep=200))
        settings = with_stand_ins(settings, sink)
        built = await stack.enter_async_context(parts(settings))
        stop = stop_on_signals()
        await record_config(built)
        await accounts.open_accounts(built.engine.begin, built.now())
        made = await fill(built)
        await stack.enter_async_context(running(built, ALL, stop, demo=True))
        print(f"The example office is ready after {time.monotonic() - began:.1f} s ({made}).\n", flush=True)
        await play_one_complaint(built)
        if once:
            print("That was all: `aduan demo` without --once stays up to be looked at.", flush=True)
            return
        print(_where_to_look(settings), flush=True)
        await stop.wait()


def with_stand_ins(settings: Settings, sink: MailSink) -> Settings:
    """Fills what the environment leaves open; the example office lives in a directory of its own."""
    own = {"mail_address": settings.mail_address or MAIL_ADDRESS}
    if settings.smtp_relay_url is None:
        own["smtp_relay_url"] = f"smtp://127.0.0.1:{sink.port}?starttls=no"
    if "ADUAN_DATA_DIR" not in os.environ:
        own["data_dir"] = str(settings.data_dir) + "-demo"
    return Settings(**{**settings.model_dump(exclude_unset=True), **own})


async def fill(built: Parts) -> str:
    """The example cases, once; a database that holds cases is left as it is."""
    async with built.engine.begin() as db:
        there, ours = await cases.count(db), MADE_BY_DEMO in await beats.last(db)
        if there and not ours:
            raise ConfigError(
                "environment", "ADUAN_DATA_DIR", "holds a real office's cases: the example office needs its own"
            )
        await beats.beat(db, MADE_BY_DEMO, built.now())
    if there:
        return f"{there} cases from before"
    mails = await citizens.write_all(built, built.settings.mail_address or MAIL_ADDRESS)
    async with built.engine.begin() as db:
        return f"{mails} example mails, {await cases.count(db)} cases"


async def play_one_complaint(built: Parts) -> None:
    """A citizen who never wrote before writes two mails and gets two, all over SMTP; then the talk is printed as the
    record has it. Raises NoAnswer.
    """
    who = await newcomer(built.engine.begin)
    began, stamp = time.monotonic(), f"{time.time():.6f}"
    question = await _exchange(built, who, _mail(built.settings, who, f"{stamp}.1@warga.test", FIRST_WORDS), None)
    reply = _mail(built.settings, who, f"{stamp}.2@warga.test", who.name, answers=question)
    await _exchange(built, who, reply, question)
    seconds = time.monotonic() - began
    async with built.engine.begin() as db:
        lines = await messages.newest_talk_with(db, who.address, most=4)
    for line in lines:
        print(_said(who.address if line.author == "citizen" else MAIL_ADDRESS, line.text), flush=True)
    print(f"(two mails in, two mails out, over SMTP, in {seconds:.2f} s)\n", flush=True)


async def _exchange(built: Parts, who: Newcomer, mail: EmailMessage, before: str | None) -> str:
    """Hands the mail in at the front door and waits for our answer to have left; its Message-ID. Raises NoAnswer."""
    try:
        async with asyncio.timeout(PATIENCE):
            await asyncio.to_thread(_hand_in, built.settings, mail)
            return await _answer_sent(built, who, before)
    except smtplib.SMTPException as refusal:
        raise NoAnswer(f"The mail door did not take the example mail ({refusal}): see the lines above.") from refusal
    except TimeoutError as silence:
        advice = "`aduan doctor` tells whether the relay takes them (ADUAN_SMTP_RELAY_URL)."
        raise NoAnswer(f"The answer to the example mail has not left within {PATIENCE:.0f} s: {advice}") from silence


async def _answer_sent(built: Parts, who: Newcomer, before: str | None) -> str:
    while True:
        async with built.engine.begin() as db:
            sent = await outbox.last_sent_to(db, who.address)
        if sent and sent != before:
            return sent
        await asyncio.sleep(0.02)


def _hand_in(settings: Settings, mail: EmailMessage) -> None:
    with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=30) as door:
        door.send_message(mail)


def _mail(settings: Settings, who: Newcomer, message_id: str, text: str, *, answers: str = "") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = f"{who.first_name} <{who.address}>"
    mail["To"] = settings.mail_address
    mail["Subject"] = "Re: izin hosting" if answers else "Izin hosting"
    mail["Message-ID"] = f"<{message_id}>"
    if answers:
        mail["In-Reply-To"] = f"<{answers}>"
    mail.set_content(text)
    return mail


def _said(who: str, words: str) -> str:
    body = "\n".join(f"  {line}" for line in words.splitlines())
    return f"{who}:\n{body}\n"


def _our_command() -> str:
    """What to type here to call this program again: it may lie in a .venv that is not on the path."""
    typed = Path(sys.argv[0])
    if typed.name != "aduan":
        return "python -m aduan"
    return "aduan" if shutil.which("aduan") else os.path.relpath(typed)


def _where_to_look(settings: Settings) -> str:
    database = "" if settings.database_url else f"ADUAN_DATA_DIR={settings.data_dir} "
    return f"""\
first page       http://localhost:{settings.web_port}/
officers' desk   http://localhost:{settings.web_port}/desk
                 as {accounts.printed_accounts()}; password {accounts.PASSWORD}
outgoing mail    http://localhost:{settings.web_port}/demo/mail
write a mail     to {settings.mail_address} at smtp://localhost:{settings.smtp_port}
talk here        {database}{_our_command()} try
stop             Ctrl+C"""
