"""What the desk is told of papers: ways, boxes, the classifier, and which of the office's own words are public."""

import re

from aduan.attachment_text import READABLE
from aduan.public_office import NAMES
from aduan.wiring import Parts
from config.load import OfficeFiles
from pages.officers.by_hand import BoxPlace, ByHand, HandWay


def by_hand(parts: Parts) -> ByHand:
    """As the office's files have it."""
    files = parts.files
    return ByHand(
        ways=tuple(HandWay(way.letter, way.kind, way.short or NAMES[way.kind], way.text) for way in files.ways),
        boxes=tuple(BoxPlace(box.id, box.name, box.place) for box in files.boxes),
        classify=parts.classify,
        readable=READABLE,
        track_at=f"{parts.settings.public_url}/lacak",
        address=files.office.addresses[0].text,
        kept=public_words(files),
    )


def public_words(files: OfficeFiles) -> tuple[str, ...]:
    """The office's own addresses, numbers and names, and those of the Ombudsman: these may be read by anybody."""
    office = files.office
    printed = [piece for way in files.ways for piece in re.split(r":\s+", way.text, maxsplit=1)[1:]]
    return (
        *(address.text for address in office.addresses),
        *(address.text.partition(",")[0] for address in office.addresses),
        *(address.name for address in office.addresses),
        *printed,
        office.objection.to,
        office.objection.ombudsman,
        office.objection.ombudsman_contact,
        office.privacy.contact,
    )
