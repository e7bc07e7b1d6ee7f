"""Reads all the office's own files at once, and refuses nonsense with a sentence."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from config import calendar, standard, ways
from config.components import ComponentName, read_components
from config.national import national_days
from config.office import OfficeFacts, read_office
from config.reading import ConfigError, fingerprint
from config.sectors import Sectors, read_sectors
from config.sentences import Sentences, check_sentences, read_sentences
from config.services import OtherService, read_services
from config.standard import FurtherClock
from config.ways import Box, Way
from core.rules.calendar import Calendar
from core.rules.standard import Standard

SHIPPED = Path(__file__).parent
SINGLE = ("office.toml", "services.toml", "sectors.toml", "components.toml", "calendar.toml", "channels.toml")
MANY = ("standards", "wording")
PATTERN = "wording/id.toml"


@dataclass(frozen=True, slots=True)
class OfficeFiles:
    """An office as its files describe it.

    `clocks` are further clocks by standard id. `wording` goes from language to key to "text" and "sms"; `proofread`
    says which languages a native speaker has read. `files` holds what to record with `version`: every file by its name,
    and the days the calendar was made of. `doubts` are sentences about what looks wrong, yet may be meant.
    """

    office: OfficeFacts
    standards: Mapping[str, Standard]
    clocks: Mapping[str, tuple[FurtherClock, ...]]
    services: Mapping[str, OtherService]
    sectors: Sectors
    components: tuple[ComponentName, ...]
    ways: tuple[Way, ...]
    boxes: tuple[Box, ...]
    calendar: Calendar
    wording: Mapping[str, Sentences]
    proofread: Mapping[str, bool]
    files: Mapping[str, str]
    hashes: Mapping[str, str]
    version: str
    doubts: tuple[str, ...]

    @property
    def main(self) -> Standard:
        """The standard that counts when a report names no service."""
        return self.standards[self.office.main_standard]

    @property
    def service_names(self) -> Mapping[str, tuple[str, ...]]:
        """What citizens call each service that has no standard."""
        return {service.name: service.names for service in self.services.values()}


def load_office(directory: Path | None = None) -> OfficeFiles:
    """The office in `directory`, or the one shipped with the program. Raises ConfigError."""
    files = read_files(directory or SHIPPED)
    office = read_office(files["office.toml"])
    sectors = read_sectors(files["sectors.toml"])
    components = read_components(files["components.toml"])
    services = read_services(files["services.toml"], sectors=sectors.by_id)
    standards, clocks = _standards(files, components, sectors, office)
    _no_shared_names(standards, services)
    days, national = calendar.read_calendar(files["calendar.toml"]), national_days()
    working = calendar.office_calendar(days, national)
    listed, boxes = ways.read_ways(files["channels.toml"])
    wording, proofread = _wording(files, office.language)
    recorded = dict(files) | {calendar.RECORD: calendar.record(days, national)}
    main = standards[office.main_standard]
    return OfficeFiles(
        office=office,
        standards=standards,
        clocks=clocks,
        services=services,
        sectors=sectors,
        components=components,
        ways=listed,
        boxes=boxes,
        calendar=working,
        wording=wording,
        proofread=proofread,
        files=recorded,
        hashes={name: fingerprint(text) for name, text in recorded.items()},
        version=fingerprint("".join(f"{name}\n{text}\n" for name, text in sorted(recorded.items()))),
        doubts=(
            *(f"standard {one.id}: {doubt}" for one in standards.values() for doubt in standard.doubts_about(one)),
            *calendar.doubts_about(days, working),
            *ways.doubts_about(listed, main),
        ),
    )


def read_files(directory: Path) -> dict[str, str]:
    """The office's files by their names ("standards/69.toml"), whole."""
    if not _is_there(directory):
        raise ConfigError(str(directory), "", "there is no such directory; `aduan office new` makes one to edit")
    found = (path.relative_to(directory) for folder in MANY for path in sorted((directory / folder).glob("*.toml")))
    return {name: _read(directory, name) for name in (*SINGLE, *(path.as_posix() for path in found))}


def new_office(directory: Path) -> tuple[Path, ...]:
    """Copies the shipped office's files into a new or empty directory, to be edited. Raises ConfigError."""
    copies = tuple(directory / name for name in read_files(SHIPPED))
    try:
        if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
            raise ConfigError(str(directory), "", "is not empty: name a new directory, so that nothing is overwritten")
        for copy in copies:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(SHIPPED / copy.relative_to(directory), copy)
    except OSError as trouble:
        raise ConfigError(str(directory), "", f"cannot be written: {trouble.strerror}") from trouble
    return copies


def _is_there(directory: Path) -> bool:
    try:
        return directory.is_dir() and bool(os.listdir(directory))
    except OSError as closed:
        sentence = f"cannot be read ({closed.strerror}): let the account that runs this program read there"
        raise ConfigError(str(directory), "", sentence) from closed


def _read(directory: Path, name: str) -> str:
    try:
        return (directory / name).read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        raise ConfigError(name, "", f"is missing in {directory}") from missing
    except OSError as wrong:
        raise ConfigError(name, "", f"cannot be read in {directory}: {wrong.strerror}") from wrong
    except UnicodeDecodeError as wrong:
        raise ConfigError(name, "", f"is not UTF-8 text: {wrong}") from wrong


def _standards(
    files: Mapping[str, str], components: tuple[ComponentName, ...], sectors: Sectors, office: OfficeFacts
) -> tuple[dict[str, Standard], dict[str, tuple[FurtherClock, ...]]]:
    """The standards and their further clocks, by id."""
    ids = {component.number: component.id for component in components}
    standards, clocks = {}, {}
    for name in (name for name in files if name.startswith("standards/")):
        read, further = standard.read_standard(name, files[name], components=ids, sectors=sectors.by_id)
        if read.id in standards:
            raise ConfigError(name, "id", f"there is another standard {read.id!r}")
        standards[read.id], clocks[read.id] = read, further
    if office.main_standard not in standards:
        raise ConfigError(
            "office.toml", "main_standard", f"there is no standard {office.main_standard!r} in standards/"
        )
    return standards, clocks


def _no_shared_names(standards: Mapping[str, Standard], services: Mapping[str, OtherService]) -> None:
    """A name that citizens write must lead to one service only."""
    owners: dict[str, str] = {}
    named = [(one.service, one.names) for one in standards.values()] + [
        (one.name, one.names) for one in services.values()
    ]
    for owner, names in named:
        for name in (owner, *names):
            if owners.setdefault(name.casefold(), owner) != owner:
                raise ConfigError("services.toml", owner, f"{name!r} is also a name of {owners[name.casefold()]}")


def _wording(files: Mapping[str, str], language: str) -> tuple[dict[str, Sentences], dict[str, bool]]:
    """Each language's sentences, compared with the Indonesian ones that the program was written for."""
    names = {name.removeprefix("wording/").removesuffix(".toml"): name for name in files if name.startswith("wording/")}
    if language not in names:
        raise ConfigError(f"wording/{language}.toml", "", "is missing, and it is the office's own language")
    read = {spoken: read_sentences(name, files[name]) for spoken, name in names.items()}
    pattern, _ = read_sentences(PATTERN, _read(SHIPPED, PATTERN))
    for spoken, (sentences, _) in read.items():
        check_sentences(names[spoken], sentences, pattern)
    return {spoken: found[0] for spoken, found in read.items()}, {spoken: found[1] for spoken, found in read.items()}
