"""What the pages may say of the office, taken from its files."""

from collections.abc import Collection, Mapping

from config.load import OfficeFiles
from config.settings import NEEDS, Settings
from config.ways import Way as PrintedWay
from pages.citizens.privacy import ForeignCarrier, PrivacyNotice
from pages.citizens.start import PublicOffice, Way, WayGroup

NAMES = {
    "counter": "Loket pengaduan",
    "letter": "Surat",
    "phone": "Telepon",
    "sms": "SMS",
    "whatsapp": "WhatsApp",
    "email": "Surel",
    "x": "X (Twitter)",
    "instagram": "Instagram",
    "web": "Situs web",
    "form": "Formulir",
    "box": "Kotak pengaduan",
}
CARRIED_BY = {
    "whatsapp": {"whatsapp", "whatsapp-cloud"},
    "sms": {"sms", "sms-gateway"},
    "email": {"email"},
    "instagram": {"instagram"},
    "x": {"x"},
}
"""The channels that bring a printed way's messages; every other way goes through an officer."""
NOT_CONNECTED = "Belum terhubung dengan layanan ini; pilih cara lain."
CALLED = {
    "email": "surel",
    "whatsapp": "WhatsApp",
    "whatsapp-cloud": "WhatsApp",
    "sms": "SMS",
    "sms-gateway": "SMS",
    "telegram": "Telegram",
    "instagram": "Instagram",
    "x": "X",
}
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Dari ponsel, kapan saja": ("whatsapp", "sms", "email", "instagram", "x"),
    "Bicara dengan petugas": ("counter", "phone"),
    "Tertulis": ("letter", "form", "box", "web"),
}


def public_office(settings: Settings, files: OfficeFiles, channels: Collection[str]) -> PublicOffice:
    """The thirteen ways of K6.2 as printed, grouped by how one would choose among them, the open ones first."""
    office = files.office
    groups = tuple(
        WayGroup(
            title,
            tuple(
                sorted(
                    (_way(way, settings, channels) for kind in kinds for way in files.ways if way.kind == kind),
                    key=lambda way: way.note == NOT_CONNECTED,
                )
            ),
        )
        for title, kinds in GROUPS.items()
    )
    return PublicOffice(
        name=office.name,
        address=office.addresses[0].text,
        answer_days=files.main.numbers.answer_days,
        mail_address=settings.mail_address or office.privacy.contact,
        ways=groups,
    )


def _way(way: PrintedWay, settings: Settings, channels: Collection[str]) -> Way:
    text = way.text.partition(": ")[2] or way.text
    carried_by = CARRIED_BY.get(way.kind)
    if carried_by and not carried_by & set(channels):
        return Way(NAMES[way.kind], text, note=NOT_CONNECTED)
    if way.kind == "email" and settings.mail_address and settings.mail_address != text:
        opened = settings.mail_address
        return Way(NAMES[way.kind], text, f"mailto:{opened}", "Yang terhubung dengan layanan ini:", opened)
    return Way(NAMES[way.kind], text, _link(way.kind, text))


def _link(kind: str, text: str) -> str:
    """What a phone can follow. The standard prints numbers without the country's code."""
    match kind:
        case "whatsapp" if text.startswith("0"):
            return f"https://wa.me/62{text[1:]}"
        case "sms":
            return f"sms:{text}"
        case "email":
            return f"mailto:{text}"
        case "phone":
            return "tel:" + "".join(c for c in text.partition("ext")[0] if c.isdigit())
        case "instagram":
            return f"https://instagram.com/{text}"
        case "x":
            return f"https://x.com/{text}"
        case "web" if text.startswith("www."):
            return f"https://{text}"
        case _:
            return ""


def privacy_notice(settings: Settings, files: OfficeFiles, channels: Collection[str]) -> PrivacyNotice:
    """What is kept, how long, and which foreign services carry the messages of the channels that are open."""
    privacy = files.office.privacy
    opened = {*channels, *(channel for channel in NEEDS if not settings.missing_for(channel))}
    return PrivacyNotice(
        basis=privacy.basis,
        kept=privacy.kept,
        closed_case_years=privacy.closed_case_years,
        message_without_case_days=privacy.message_without_case_days,
        carriers=tuple(
            ForeignCarrier(c.name, c.country, _called(opened.intersection(c.channels)))
            for c in privacy.carriers
            if opened.intersection(c.channels)
        ),
        contact=settings.mail_address or privacy.contact,
    )


def _called(channels: Collection[str]) -> str:
    """ "WhatsApp dan Instagram"."""
    return " dan ".join(sorted({CALLED.get(channel, channel) for channel in channels}))
