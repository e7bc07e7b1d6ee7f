"""What the pages may say of the office, taken from its files."""

from collections.abc import Collection, Mapping

from config.load import OfficeFiles
from config.settings import Settings
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
GROUPS: Mapping[str, tuple[str, ...]] = {
    "Dari ponsel, kapan saja": ("whatsapp", "sms", "email", "instagram", "x"),
    "Bicara dengan petugas": ("counter", "phone"),
    "Tertulis": ("letter", "form", "box", "web"),
}


def public_office(settings: Settings, files: OfficeFiles) -> PublicOffice:
    """The thirteen ways of K6.2 as printed, grouped by how one would choose among them."""
    office = files.office
    groups = tuple(
        WayGroup(title, tuple(_way(way) for kind in kinds for way in files.ways if way.kind == kind))
        for title, kinds in GROUPS.items()
    )
    return PublicOffice(
        name=office.name,
        address=office.addresses[0].text,
        answer_days=files.main.numbers.answer_days,
        mail_address=settings.mail_address or office.privacy.contact,
        ways=groups,
    )


def _way(way: PrintedWay) -> Way:
    text = way.text.partition(": ")[2] or way.text
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
    return PrivacyNotice(
        basis=privacy.basis,
        kept=privacy.kept,
        closed_case_years=privacy.closed_case_years,
        message_without_case_days=privacy.message_without_case_days,
        carriers=tuple(ForeignCarrier(c.name, c.country) for c in privacy.carriers if set(c.channels) & set(channels)),
        contact=settings.mail_address or privacy.contact,
    )
