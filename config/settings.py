"""The settings of this machine: environment variables that begin with ADUAN_, or lines of a file named .env."""

import os
import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_core import PydanticUndefined
from pydantic_settings import BaseSettings, SettingsConfigDict

from config.reading import ConfigError

PREFIX = "ADUAN_"
MAIL_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[A-Za-z0-9.-]+")
PHONE_NUMBER = re.compile(r"\+\d{6,15}")
SMS_SENDER = re.compile(r"\+?\d{3,15}|[A-Za-z0-9 ]{1,11}")


def _port(value: object) -> int:
    if not str(value).isdecimal() or not 1 <= int(str(value)) <= 65535:
        raise ValueError(f"must be a port between 1 and 65535, and is {value}")
    return int(str(value))


def _url(address: str, schemes: tuple[str, ...]) -> str:
    """The address without a slash at its end. Says nothing of the address itself, which may hold a password."""
    parts = urlsplit(address)
    anywhere = _has_a_port(address) and (parts.netloc or parts.path.strip("/"))
    if not anywhere or parts.fragment or parts.scheme not in schemes or re.search(r"\s", address):
        raise ValueError(f"must be an address that begins with {' or '.join(f'{scheme}://' for scheme in schemes)}")
    return address.rstrip("/")


def _has_a_port(address: str) -> bool:
    """Whether the part behind the colon is a port, or there is none."""
    try:
        port = urlsplit(address).port
    except ValueError:
        return False
    return port is None or port > 0


def _web(address: str) -> str:
    if not urlsplit(_url(address, ("https", "http"))).hostname:
        raise ValueError("must be an address with the name of a machine, like https://aduan.example.go.id")
    return address.rstrip("/")


def _secret_url(*schemes: str) -> AfterValidator:
    return AfterValidator(lambda secret: SecretStr(_url(secret.get_secret_value(), schemes)))


def _mail_address(address: str) -> str:
    if not MAIL_ADDRESS.fullmatch(address):
        raise ValueError(f"must be one mail address like pengaduan@aduan.test, and is {address}")
    return address


def _whatsapp_number(number: str) -> str:
    plain = number.removeprefix("whatsapp:")
    if not PHONE_NUMBER.fullmatch(plain):
        raise ValueError(f"must be a phone number like +6281809898222, and is {number}")
    return plain


def _sms_sender(sender: str) -> str:
    if not SMS_SENDER.fullmatch(sender):
        raise ValueError(f"must be a phone number like +6281809898222 or a name of up to 11 letters, and is {sender}")
    return sender


Folder = Annotated[Path, AfterValidator(Path.expanduser)]
Port = Annotated[int, BeforeValidator(_port)]
WebAddress = Annotated[str, AfterValidator(_web)]
DatabaseUrl = Annotated[SecretStr, _secret_url("postgresql", "postgres", "postgresql+psycopg")]
RelayUrl = Annotated[SecretStr, _secret_url("smtp", "smtps")]
ImapUrl = Annotated[SecretStr, _secret_url("imaps", "imap")]


def _data_dir() -> Path:
    """Where the program keeps its database: for root below /var/lib, so that an unprivileged account can reach it."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/aduan")
    home = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".local" / "share"
    return Path(home) / "aduan"


class Settings(BaseSettings):
    """A setting that is None closes what needs it; the docstrings are what `docs/running.md` tells of them."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
    )

    database_url: DatabaseUrl | None = None
    """A PostgreSQL 15 or newer, `postgresql://user:password@host:5432/aduan`. Without it the program starts its own."""

    data_dir: Folder = Field(default_factory=_data_dir)
    """The directory of the program's own database and secret key. `~/.local/share/aduan`; for root `/var/lib/aduan`."""

    backup_dir: Folder | None = None
    """Where the worker puts a backup every night, and keeps fourteen. Best on another machine's disk, mounted here."""

    config_dir: Folder | None = None
    """The office's own files, made by `aduan office new`. Without it the shipped office."""

    web_host: str = "127.0.0.1"
    """The address on which the web server listens. `0.0.0.0` in a container or behind another machine's proxy."""

    web_port: Port = 8000
    """The port of the web server."""

    smtp_host: str = "127.0.0.1"
    """The address on which the mail server listens."""

    smtp_port: Port = 2525
    """The port of the mail server."""

    smtp_tls_cert: Folder | None = None
    """The mail server's certificate with its chain, a PEM file. With it STARTTLS is offered."""

    smtp_tls_key: Folder | None = None
    """The private key of that certificate, a PEM file without a password."""

    public_url: WebAddress = Field(default_factory=lambda known: f"http://localhost:{known.get('web_port', 8000)}")
    """The address citizens and providers reach the web server by. Signatures of Twilio are checked against it."""

    secret_key: SecretStr | None = None
    """Signs reply addresses and codes. Without it the program makes one in its data directory at the first start."""

    mail_address: Annotated[str, AfterValidator(_mail_address)] | None = None
    """The office's own mail address. Mail to any other is refused."""

    mail_auth_host: str | None = None
    """The authserv-id under which the mail server before ours writes Authentication-Results. No other is believed."""

    smtp_relay_url: RelayUrl | None = None
    """The mail server that carries our mail out, `smtp://user:password@host:587`; `smtps://` for port 465."""

    imap_url: ImapUrl | None = None
    """A hosted mailbox to read, `imaps://user:password@host:993/INBOX`, when mail does not come to our own server."""

    twilio_account_sid: str | None = None
    """Twilio: the account (AC...), for WhatsApp and SMS."""

    twilio_auth_token: SecretStr | None = None
    """Twilio: the account's token. It also signs what Twilio delivers."""

    twilio_base_url: WebAddress = "https://api.twilio.com"
    """Twilio: the part of its address before `/2010-04-01/`."""

    twilio_whatsapp_number: Annotated[str, AfterValidator(_whatsapp_number)] | None = None
    """Twilio: the office's WhatsApp number, `+6281809898222`."""

    twilio_sms_number: Annotated[str, AfterValidator(_sms_sender)] | None = None
    """Twilio: the office's number or registered name for SMS."""

    telegram_token: SecretStr | None = None
    """Telegram: the bot's token from BotFather."""

    telegram_secret: SecretStr | None = None
    """Telegram: the word that its deliveries carry (`secret_token` of setWebhook)."""

    telegram_base_url: WebAddress = "https://api.telegram.org"
    """Telegram: the part of its address before `/bot<token>/`."""

    meta_app_secret: SecretStr | None = None
    """Meta: the app's secret, which signs WhatsApp deliveries."""

    meta_verify_token: SecretStr | None = None
    """Meta: the word both sides say when a webhook is registered, for WhatsApp and Instagram."""

    meta_access_token: SecretStr | None = None
    """Meta: the token that sends on WhatsApp."""

    meta_base_url: WebAddress = "https://graph.facebook.com"
    """Meta: the part of its address before `/v23.0/`."""

    meta_phone_number_id: str | None = None
    """Meta: the id (not the number) of the office's WhatsApp phone number."""

    instagram_account_id: str | None = None
    """Instagram: the id of the office's professional account."""

    instagram_access_token: SecretStr | None = None
    """Instagram: the token that sends messages."""

    instagram_app_secret: SecretStr | None = None
    """Instagram: the app's secret, which signs deliveries."""

    instagram_base_url: WebAddress = "https://graph.instagram.com"
    """Instagram: the part of its address before `/v23.0/`."""

    x_consumer_key: str | None = None
    """X: the app's consumer key."""

    x_consumer_secret: SecretStr | None = None
    """X: the app's consumer secret, which signs deliveries."""

    x_access_token: SecretStr | None = None
    """X: the account's access token."""

    x_access_token_secret: SecretStr | None = None
    """X: the secret of the account's access token."""

    x_user_id: str | None = None
    """X: the numeric id of the office's account."""

    x_base_url: WebAddress = "https://api.x.com"
    """X: the part of its address before `/2/`."""

    sms_gateway_url: WebAddress | None = None
    """Android SMS gateway: the address of the phone or of its relay."""

    sms_gateway_user: str | None = None
    """Android SMS gateway: the user name."""

    sms_gateway_password: SecretStr | None = None
    """Android SMS gateway: the password."""

    sms_gateway_signing_key: SecretStr | None = None
    """Android SMS gateway: the key that signs its deliveries."""

    @model_validator(mode="after")
    def _two_ports(self) -> "Settings":
        if self.web_port == self.smtp_port:
            raise ValueError("ADUAN_WEB_PORT and ADUAN_SMTP_PORT must not be the same")
        return self

    @model_validator(mode="after")
    def _certificate_and_key(self) -> "Settings":
        if (self.smtp_tls_cert is None) != (self.smtp_tls_key is None):
            raise ValueError("ADUAN_SMTP_TLS_CERT and ADUAN_SMTP_TLS_KEY belong together: set both or none")
        return self

    def missing_for(self, channel: str) -> tuple[str, ...]:
        """The settings that this channel waits for, by their full names. Empty when it is open."""
        return tuple(full_name(field) for field in NEEDS[channel] if getattr(self, field) is None)


# What each channel waits for. A channel whose settings are not all there is closed.
NEEDS = {
    "email": ("mail_address", "smtp_relay_url"),
    "whatsapp": ("twilio_account_sid", "twilio_auth_token", "twilio_whatsapp_number"),
    "sms": ("twilio_account_sid", "twilio_auth_token", "twilio_sms_number"),
    "telegram": ("telegram_token", "telegram_secret"),
    "whatsapp-cloud": ("meta_app_secret", "meta_verify_token", "meta_access_token", "meta_phone_number_id"),
    "instagram": ("instagram_account_id", "instagram_access_token", "instagram_app_secret", "meta_verify_token"),
    "x": ("x_consumer_key", "x_consumer_secret", "x_access_token", "x_access_token_secret", "x_user_id"),
    "sms-gateway": ("sms_gateway_url", "sms_gateway_user", "sms_gateway_password", "sms_gateway_signing_key"),
}


@dataclass(frozen=True, slots=True)
class Documented:
    """A setting as a reader of the handbook sees it. `default` is empty where there is none."""

    name: str
    description: str
    default: str
    secret: bool


def read_settings(env_file: Path | None = Path(".env")) -> Settings:
    """The settings of this process. Raises ConfigError with the first one that cannot be used, never with a secret."""
    kept = dotenv_values(env_file) if env_file else {}
    for name in (*os.environ, *kept):
        _refuse_misspelt(name)
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg] # every BaseSettings takes it
    except ValidationError as wrong:
        error = wrong.errors(include_input=False, include_url=False)[0]
        name = full_name(str(error["loc"][0])) if error["loc"] else "settings"
        raise ConfigError("environment", name, error["msg"].removeprefix("Value error, ")) from None


def full_name(field: str) -> str:
    return f"{PREFIX}{field.upper()}"


def documented() -> tuple[Documented, ...]:
    """Every setting, in the order of this file."""
    return tuple(
        Documented(
            name=full_name(name),
            description=field.description or "",
            default="" if field.default in (None, PydanticUndefined) else str(field.default),
            secret="SecretStr" in str(field.annotation),
        )
        for name, field in Settings.model_fields.items()
    )


def example() -> str:
    """What `.env.example` says: every setting with its description, none of them switched on."""
    lines = ["# Copy to .env and fill in what you need. A line that stays a comment keeps its default."]
    for setting in documented():
        lines += ["", f"# {setting.description}", f"# {setting.name}={setting.default}"]
    return "\n".join(lines) + "\n"


def _refuse_misspelt(name: str) -> None:
    """A name close to one of ours is a slip that would leave a setting at its default unseen; others are not ours."""
    ours = [field.upper() for field in Settings.model_fields]
    given = name.upper().removeprefix(PREFIX)
    if name.upper().startswith(PREFIX) and given not in ours:
        for meant in get_close_matches(given, ours, n=1, cutoff=0.85):
            raise ConfigError("environment", name, f"is not a setting; did you mean {PREFIX}{meant}?")
