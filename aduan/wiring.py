"""The only place that builds things: hands each ring what it needs of the others."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from aduan import database
from aduan.attachment_text import READABLE
from aduan.bell import Bell
from aduan.database.address import sqlalchemy_url
from aduan.in_force import InForce
from aduan.keys import Keys, open_keys
from bots.about import PlainWords
from bots.answering import Answering, Manners
from bots.hearing import Classify
from bots.initiative import Initiative
from bots.intake import Intake
from bots.patience import reminder_moment
from bots.replies import Replies, SpokenOffice
from bots.talk import Office
from bots.wording import Wording
from channels.email import Email
from config.load import OfficeFiles, load_office
from config.settings import Settings
from core.messages import Channel
from core.procedures.deliver import Patience, Sender
from core.procedures.tokens import Tokens
from core.rules.grouping import Sector
from core.rules.law import Law
from core.rules.replying import MostReplies
from core.store import cases, migrate
from core.store.database import connect
from nlp.classifier import Classifier

Now = Callable[[], datetime]

LANGUAGES = ("id", "su", "en")
CARRIED = frozenset({"email"})
"""The channels that this version can carry once their settings are there."""
NO_ANSWER = "The database does not answer: is it running, and is ADUAN_DATABASE_URL right?"


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything a running program consists of."""

    settings: Settings
    files: OfficeFiles
    engine: AsyncEngine
    keys: Keys
    intake: Intake
    classify: Classify
    initiative: Initiative
    tokens: Tokens
    in_force: InForce
    channels: Mapping[str, Channel]
    senders: Mapping[str, Sender]
    email: Email | None
    bell: Bell
    now: Now

    @property
    def law(self) -> Law:
        """What is in force now; a new calendar replaces it while the program runs."""
        return self.in_force.law


@asynccontextmanager
async def parts(
    settings: Settings, *, now: Now = utc_now, connections: int = 10, more_channels: Sequence[Channel] = ()
) -> AsyncIterator[Parts]:
    """The program's parts on a database that is up and in shape; let go of at the end."""
    files = load_office(settings.config_dir)
    keys = open_keys(settings.data_dir, settings.secret_key.get_secret_value() if settings.secret_key else None)
    with database_url(settings) as url:
        in_shape(url)
        engine = connect(url, connections=connections)
        try:
            async with engine.begin() as db:
                await cases.open_years(db, [now().year + ahead for ahead in (-2, -1, 0, 1, 2)])
            built = build(settings, files, keys, engine, now, more_channels)
            yield built
            if built.email:
                await built.email.close()
        finally:
            await engine.dispose()


def in_shape(url: str) -> None:
    """Brings the tables up to date. Raises DatabaseUnavailable, without a word of the address."""
    try:
        migrate.upgrade(url)
    except DBAPIError as trouble:
        known = database.why_refused(str(trouble.orig))
        if not known and not isinstance(trouble, OperationalError):
            raise
        raise database.DatabaseUnavailable(known or NO_ANSWER) from trouble
    except migrate.NotOurs as trouble:
        raise database.DatabaseUnavailable(
            "The tables were made by another version of the program: run that one here, or name another database "
            "with ADUAN_DATABASE_URL."
        ) from trouble


@contextmanager
def database_url(settings: Settings) -> Iterator[str]:
    """The database of the settings, or the program's own, running while it is held."""
    if settings.database_url:
        yield sqlalchemy_url(settings.database_url.get_secret_value())
    else:
        with database.running(settings.data_dir) as own:
            yield own.url


def build(
    settings: Settings,
    files: OfficeFiles,
    keys: Keys,
    engine: AsyncEngine,
    now: Now,
    more_channels: Sequence[Channel] = (),
) -> Parts:
    """Puts the rings together. Opens nothing and speaks to nobody."""
    channels = open_channels(settings, files, now) | {channel.name: channel for channel in more_channels}
    able = {name: channel for name, channel in channels.items() if getattr(channel, "can_send", True)}
    senders = {name: Sender(channel, engine.begin, patience(files), now) for name, channel in able.items()}
    tagger = Classifier.load(frozenset(files.sectors.by_id), frozenset(c.id for c in files.components))
    tokens = Tokens(keys.secret)
    bell = Bell(engine, senders.values())
    in_force = InForce(law_of(files), files.version, files.files)

    replies = Replies(Wording(files.wording), plain_words(files), tokens, office_facts(settings, files))
    answering = Answering(lambda: in_force.law, replies, tokens, manners(files))
    intake = Intake(engine.begin, spoken_office(files), tagger.classify, answering, bell.ring)
    email = channels.get("email")
    return Parts(
        settings=settings,
        files=files,
        engine=engine,
        keys=keys,
        intake=intake,
        classify=tagger.classify,
        initiative=Initiative(engine.begin, answering, bell.ring),
        tokens=tokens,
        in_force=in_force,
        channels=channels,
        senders=senders,
        email=email if isinstance(email, Email) else None,
        bell=bell,
        now=now,
    )


def law_of(files: OfficeFiles) -> Law:
    """What the office's files put in force."""
    return Law(
        standard=files.main,
        calendar=files.calendar,
        sectors=rule_sectors(files),
        further_clocks=files.clocks[files.main.id],
        receipt_closes=files.office.receipt_closes,
    )


def open_channels(settings: Settings, files: OfficeFiles, now: Now) -> dict[str, Channel]:
    """Every channel whose settings are there."""
    channels: dict[str, Channel] = {}
    if settings.mail_address:
        relay = settings.smtp_relay_url.get_secret_value() if settings.smtp_relay_url else None
        name, trusted = files.office.name, settings.mail_auth_host or ""
        channels["email"] = Email(settings.mail_address, relay, office=name, auth_host=trusted, now=now)
    return channels


def patience(files: OfficeFiles) -> Patience:
    """The waits between tries; the last repeats until it is time to give up."""
    outbox = files.office.outbox
    gaps = list(outbox.retry_seconds)
    while sum(gaps) < outbox.give_up_hours * 3600:
        gaps.append(outbox.retry_seconds[-1])
    return Patience(
        tuple(timedelta(seconds=gap) for gap in gaps), silence=timedelta(seconds=outbox.look_up_seconds)
    )  # fmt: skip


def manners(files: OfficeFiles) -> Manners:
    talk, hours = files.office.conversation, files.main.numbers.reminder_hours
    return Manners(
        pause=lambda channel: timedelta(seconds=talk.pause_on(channel.partition(":")[0])),
        backdating=timedelta(hours=talk.backdating_hours),
        reminder=lambda asked_at: reminder_moment(asked_at, hours),
        most_replies=lambda channel: MostReplies(*talk.most_replies_on(channel.partition(":")[0])),
        readable=READABLE,
    )


def spoken_office(files: OfficeFiles) -> Office:
    return Office(files.main, files.standards, files.service_names, files.office.conversation.most_questions)


def office_facts(settings: Settings, files: OfficeFiles) -> SpokenOffice:
    return SpokenOffice(
        name=files.office.name,
        contact=settings.mail_address or files.office.privacy.contact,
        link=settings.public_url,
        closed_case_years=files.office.privacy.closed_case_years,
        message_without_case_days=files.office.privacy.message_without_case_days,
    )


def plain_words(files: OfficeFiles) -> PlainWords:
    """What sectors and components are called when one speaks of them."""

    def spoken(names: Mapping[str, str], language: str) -> str:
        return names.get(language) or names["id"]

    return PlainWords(
        sectors={lang: {s.id: spoken(s.name, lang) for s in files.sectors.by_id.values()} for lang in LANGUAGES},
        components={lang: {c.id: spoken(c.plain, lang) for c in files.components} for lang in LANGUAGES},
        sms={c.id: c.sms for c in files.components},
    )


def rule_sectors(files: OfficeFiles) -> dict[str, Sector]:
    """The sectors as the rules know them: whose matter each is."""
    listed = files.sectors.by_id.values()
    return {s.id: Sector(s.id, s.name["id"], forward_to=s.forward_to, agency=s.agency) for s in listed}
