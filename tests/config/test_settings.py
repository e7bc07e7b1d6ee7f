"""The settings of a machine: documented, checked, and silent about secrets."""

from pathlib import Path

import pytest

from config.reading import ConfigError
from config.settings import NEEDS, Settings, documented, example, full_name, read_settings

ROOT = Path(__file__).parents[2]
FIXED = """
DATABASE_URL DATA_DIR CONFIG_DIR PUBLIC_URL WEB_PORT SMTP_PORT SECRET_KEY MAIL_ADDRESS SMTP_RELAY_URL IMAP_URL
TWILIO_ACCOUNT_SID TWILIO_AUTH_TOKEN TWILIO_BASE_URL TWILIO_WHATSAPP_NUMBER TWILIO_SMS_NUMBER
TELEGRAM_TOKEN TELEGRAM_SECRET TELEGRAM_BASE_URL
META_APP_SECRET META_VERIFY_TOKEN META_ACCESS_TOKEN META_BASE_URL META_PHONE_NUMBER_ID
INSTAGRAM_ACCOUNT_ID INSTAGRAM_ACCESS_TOKEN INSTAGRAM_APP_SECRET INSTAGRAM_BASE_URL
X_CONSUMER_KEY X_CONSUMER_SECRET X_ACCESS_TOKEN X_ACCESS_TOKEN_SECRET X_USER_ID X_BASE_URL
SMS_GATEWAY_URL SMS_GATEWAY_USER SMS_GATEWAY_PASSWORD SMS_GATEWAY_SIGNING_KEY
"""


@pytest.fixture(autouse=True)
def a_plain_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for setting in documented():
        monkeypatch.delenv(setting.name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_it_runs_on_a_laptop() -> None:
    settings = read_settings()
    assert (settings.web_port, settings.smtp_port, settings.public_url) == (8000, 2525, "http://localhost:8000")
    assert settings.database_url is None
    assert all(settings.missing_for(channel) for channel in NEEDS), "every channel is closed"


def test_the_settings_promised_to_the_outside_are_all_there() -> None:
    assert {f"ADUAN_{name}" for name in FIXED.split()} <= {setting.name for setting in documented()}


def test_every_setting_is_described() -> None:
    assert all(setting.description.endswith(".") for setting in documented())
    assert (ROOT / ".env.example").read_text() == example()


def test_everything_that_is_secret_is_kept_as_a_secret() -> None:
    kept = {setting.name for setting in documented() if setting.secret}
    sounds_secret = ("SECRET", "TOKEN", "PASSWORD", "KEY", "RELAY_URL", "IMAP_URL", "DATABASE_URL")
    open_names = {"ADUAN_X_CONSUMER_KEY", "ADUAN_SMTP_TLS_KEY"}
    assert kept == {full_name(n) for n in Settings.model_fields if n.upper().endswith(sounds_secret)} - open_names


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ADUAN_WEB_PORT=9001\nADUAN_SMTP_PORT=2526\n")
    monkeypatch.setenv("ADUAN_WEB_PORT", "9002")
    settings = read_settings()
    assert (settings.web_port, settings.smtp_port) == (9002, 2526)
    assert settings.public_url == "http://localhost:9002"


def test_an_empty_line_leaves_a_setting_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADUAN_TELEGRAM_TOKEN", "")
    monkeypatch.setenv("ADUAN_WEB_PORT", "")
    assert read_settings().telegram_token is None
    assert read_settings().web_port == 8000


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("WEB_PORT", "70000", "must be a port between 1 and 65535, and is 70000"),
        ("WEB_PORT", "delapan", "must be a port between 1 and 65535, and is delapan"),
        ("SMTP_PORT", "0", "must be a port between 1 and 65535, and is 0"),
        ("SMTP_PORT", "-25", "must be a port between 1 and 65535, and is -25"),
        ("PUBLIC_URL", "aduan.contoh.go.id", "must be an address that begins with https:// or http://"),
        ("PUBLIC_URL", "https://", "must be an address that begins with https:// or http://"),
        ("TELEGRAM_BASE_URL", "ftp://api", "must be an address that begins with https:// or http://"),
        (
            "DATABASE_URL",
            "mysql://u:rahasia@db/aduan",
            "must be an address that begins with postgresql:// or postgres://",
        ),
        ("SMTP_RELAY_URL", "https://u:rahasia@mail", "must be an address that begins with smtp:// or smtps://"),
        ("IMAP_URL", "pop3://u:rahasia@mail", "must be an address that begins with imaps:// or imap://"),
        ("MAIL_ADDRESS", "pengaduan", "must be one mail address like pengaduan@aduan.test, and is pengaduan"),
        ("MAIL_ADDRESS", "a@aduan.test, b@aduan.test", "must be one mail address"),
        ("TWILIO_WHATSAPP_NUMBER", "081809898222", "must be a phone number like +6281809898222, and is 081809898222"),
        ("TWILIO_SMS_NUMBER", "DPMPTSP-PURWAKARTA", "must be a phone number like +6281809898222 or a name"),
    ],
)
def test_what_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str) -> None:
    monkeypatch.setenv(f"ADUAN_{name}", value)
    with pytest.raises(ConfigError) as refusal:
        read_settings()
    assert refusal.value.key == f"ADUAN_{name}"
    assert refusal.value.sentence.startswith(sentence)
    assert "rahasia" not in str(refusal.value)


def test_two_servers_on_one_port_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADUAN_SMTP_PORT", "8000")
    with pytest.raises(ConfigError, match="ADUAN_WEB_PORT and ADUAN_SMTP_PORT must not be the same"):
        read_settings()


def test_a_misspelt_setting_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADUAN_DATABASE_ULR", "postgresql://db/aduan")
    with pytest.raises(ConfigError, match="is not a setting; did you mean ADUAN_DATABASE_URL"):
        read_settings()


def test_settings_of_others_are_none_of_our_business(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADUAN_IMAGE", "registry.example/aduan:1")
    read_settings()


def test_secrets_are_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADUAN_DATABASE_URL", "postgresql://aduan:rahasia@db/aduan")
    monkeypatch.setenv("ADUAN_SECRET_KEY", "rahasia")
    settings = read_settings()
    assert "rahasia" not in repr(settings)
    assert settings.database_url is not None
    assert settings.database_url.get_secret_value() == "postgresql://aduan:rahasia@db/aduan"


def test_an_address_loses_the_slash_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADUAN_PUBLIC_URL", "https://aduan.contoh.go.id/")
    assert read_settings().public_url == "https://aduan.contoh.go.id"


def test_a_channel_opens_with_its_last_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADUAN_TELEGRAM_TOKEN", "123:abc")
    assert read_settings().missing_for("telegram") == ("ADUAN_TELEGRAM_SECRET",)
    monkeypatch.setenv("ADUAN_TELEGRAM_SECRET", "kata-sandi")
    assert read_settings().missing_for("telegram") == ()


def test_a_whatsapp_number_may_be_written_as_twilio_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADUAN_TWILIO_WHATSAPP_NUMBER", "whatsapp:+6281809898222")
    assert read_settings().twilio_whatsapp_number == "+6281809898222"
