"""Reads components.toml: how the fourteen components of a service standard are called and explained."""

from collections.abc import Mapping
from dataclasses import dataclass

from config.reading import Table, no_twins
from core.rules.grouping import COMPONENTS

SMS_CHARACTERS = 16


@dataclass(frozen=True, slots=True)
class ComponentName:
    """`name` is the official one (id, en), `plain` what a citizen calls it (id, su, en), `sms` the shortest."""

    number: int
    id: str
    name: Mapping[str, str]
    plain: Mapping[str, str]
    sms: str


def read_components(text: str) -> tuple[ComponentName, ...]:
    """The fourteen, in their order."""
    with Table.of_file("components.toml", text) as file:
        tables = file.tables("components")
    names = tuple(_component(table) for table in tables)
    no_twins(file, "components", (name.id for name in names))
    for number, component_id in enumerate(COMPONENTS, 1):
        if not any(name.number == number and name.id == component_id for name in names):
            raise file.wrong("components", f"component {number} ({component_id}) is missing")
    return tuple(sorted(names, key=lambda name: name.number))


def _component(table: Table) -> ComponentName:
    with table:
        sms = table.text("sms")
        if len(sms) > SMS_CHARACTERS or not sms.isascii():
            raise table.wrong("sms", f"has at most {SMS_CHARACTERS} plain letters, for an SMS: {sms!r}")
        return ComponentName(
            number=table.number("number", least=1, most=14),
            id=table.one_of("id", COMPONENTS, "a component"),
            name=table.translated("name", "id", "en"),
            plain=table.translated("plain", "id", "su", "en"),
            sms=sms,
        )
