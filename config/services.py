"""Reads services.toml: what else the office issues, by the names citizens use. Nothing may be quoted for these."""

from collections.abc import Mapping
from dataclasses import dataclass

from config.reading import Table, no_twins


@dataclass(frozen=True, slots=True)
class OtherService:
    """A service without a standard among our files. `names` are what citizens write for it."""

    name: str
    names: tuple[str, ...]
    sector: str


def read_services(text: str, *, sectors: Mapping[str, object]) -> Mapping[str, OtherService]:
    """The other services by their official name. No two share a name a citizen could write."""
    with Table.of_file("services.toml", text) as file:
        services = [_service(table, sectors) for table in file.tables("services", ())]
        no_twins(file, "services", (word for service in services for word in (service.name, *service.names)))
    return {service.name: service for service in services}


def _service(table: Table, sectors: Mapping[str, object]) -> OtherService:
    with table:
        return OtherService(
            name=table.text("name"),
            names=table.texts("names"),
            sector=table.one_of("sector", sectors, "a sector of sectors.toml"),
        )
