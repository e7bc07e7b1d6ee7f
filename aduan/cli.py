"""The commands."""

import asyncio
import logging
import sys
from collections.abc import Coroutine
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

if TYPE_CHECKING:
    from config.settings import Settings

T = TypeVar("T")

app = typer.Typer(
    help="Complaint intake and case desk for Indonesian licensing offices.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
office_app = typer.Typer(help="The office's own files.", no_args_is_help=True)
config_app = typer.Typer(help="What the office's files say, on the record.", no_args_is_help=True)
app.add_typer(office_app, name="office")
officer_app = typer.Typer(help="The people at the desk.", no_args_is_help=True)
app.add_typer(config_app, name="config")
app.add_typer(officer_app, name="officer")


@app.command()
def demo(
    once: Annotated[bool, typer.Option("--once", help="Leave after the first acknowledgment.")] = False,
) -> None:
    """An example office in one process: invented cases, one complaint through the front door, then it stays up."""
    from aduan.demo import office

    _run(office.run(_settings(), once=once))


@app.command()
def serve() -> None:
    """All parts in one process: web, mail door and worker."""
    from aduan import running

    _run(running.serve(_settings(), running.ALL))


@app.command()
def web() -> None:
    """The web part alone. Any number may run, on any number of machines."""
    from aduan import running

    _run(running.serve(_settings(), frozenset({running.WEB})))


@app.command()
def smtp() -> None:
    """The mail door alone. Any number may run."""
    from aduan import running

    _run(running.serve(_settings(), frozenset({running.SMTP})))


@app.command()
def worker() -> None:
    """The worker alone: sends, reminds, decides after silence, seals. Any number may run."""
    from aduan import running

    _run(running.serve(_settings(), frozenset({running.WORKER})))


@app.command("try")
def try_(
    name: Annotated[str, typer.Option("--as", help="Who is writing; each name is a conversation of its own.")] = "saya",
) -> None:
    """Talk to the bot in the terminal, on the same database."""
    from aduan import trying

    _run(trying.talk(_settings(), name))


@app.command()
def due(
    received: Annotated[str, typer.Argument(help="The day of receipt, like 2026-12-23.")],
    days: Annotated[int | None, typer.Option("--days", min=1, max=400, help="Working days.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """The last day to answer, with every day that does not count."""
    from aduan import due as due_

    try:
        print(due_.told(_settings(), _day(received), days, as_json=as_json))
    except OverflowError as beyond:
        raise typer.BadParameter(f"{received} is too late: its deadline lies beyond the calendar") from beyond


@app.command()
def classify() -> None:
    """Tags texts: JSON lines in, the same lines with tags out."""
    from aduan import classifying

    failed = classifying.run(_settings(), sys.stdin.buffer, sys.stdout)
    raise typer.Exit(1 if failed else 0)


@app.command()
def evaluate(
    file: Annotated[
        Path,
        typer.Argument(help="Labelled messages, JSON lines with the keys of the corpus.", exists=True, dir_okay=False),
    ],
    html: Annotated[Path | None, typer.Option(help="Also keep the report as one page with pictures.")] = None,
) -> None:
    """Tells how good the classifier is on messages that people labelled."""
    from aduan import evaluating

    evaluating.run(_settings(), file, html)


@app.command()
def doctor() -> None:
    """Checks what the program needs, and says what to do."""
    from aduan import doctor as doctor_

    raise typer.Exit(0 if _run(doctor_.visit(_settings(), print)) else 1)


@app.command()
def verify(
    public_key: Annotated[
        Path | None,
        typer.Option("--public-key", help="Believe only the keys of this file, and expect the seals noted in it."),
    ] = None,
    print_keys: Annotated[
        bool, typer.Option("--print-keys", help="Print the public keys and the newest seal, to be kept elsewhere.")
    ] = False,
) -> None:
    """Walks ledger, seals and stored files, and names the first entry that was changed, moved or removed."""
    from aduan import verifying

    if print_keys:
        _run(verifying.print_keys(_settings(), print))
        return
    raise typer.Exit(0 if _run(verifying.run(_settings(), print, public_key)) else 1)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="A file that is not there yet.")],
    with_keys: Annotated[
        bool, typer.Option("--with-keys", help="Also the secret key and this machine's seal key: guard the file.")
    ] = False,
) -> None:
    """The whole record in one checksummed file, while the office works on."""
    from aduan import backup as backup_

    print(_run(backup_.make(_settings(), file, with_keys=with_keys)))


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="What `aduan backup` made.")]) -> None:
    """Reads a backup into an empty database, and verifies what came back."""
    from aduan import backup as backup_

    raise typer.Exit(0 if _run(backup_.restore(_settings(), file, print)) else 1)


@config_app.command("apply")
def config_apply() -> None:
    """Records what the office's files say as a version; decisions point to it from now on."""
    from aduan import running

    print(_run(running.apply_config(_settings())))


@officer_app.command("add")
def officer_add(
    username: Annotated[str, typer.Argument(help="What the person types to sign in, like budi.s")],
    name: Annotated[str, typer.Option("--name", help="The person's name.")],
    role: Annotated[
        str,
        typer.Option("--role", help="officer, team_leader, kepala, technical_team, apip, inspectorate, administrator."),
    ] = "officer",
    tier: Annotated[
        str, typer.Option("--tier", help="The tier of K6.7a; the lowest, and the highest for the Kepala.")
    ] = "",
    agency: Annotated[str, typer.Option("--agency", help="The agency of a technical team.")] = "",
    mail: Annotated[str, typer.Option("--mail", help="Where notices go.")] = "",
) -> None:
    """A desk for one more person. Prints a first password; the second factor is set up at the first sign-in."""
    from aduan import officer

    print(_run(officer.add(_settings(), officer.asked_for(username, name, role, tier, agency, mail))))


@office_app.command("new")
def office_new(directory: Annotated[Path, typer.Argument(help="An empty or new directory.")]) -> None:
    """Copies all of the office's files for editing; then point ADUAN_CONFIG_DIR there."""
    from config.load import new_office

    new_office(directory)
    print(f"The office's files are in {directory}. Edit them, then set ADUAN_CONFIG_DIR={directory.resolve()}")


def _settings() -> "Settings":
    from config.settings import read_settings

    return read_settings()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise typer.BadParameter(f"{text} is no day; write it like 2026-12-23") from wrong


def _run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def main() -> None:
    """Runs a command; what a person can mend is said in one sentence."""
    from aduan.trouble import for_people

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stderr)
    for noisy in ("alembic", "httpx", "asyncio", "uvicorn"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    try:
        app()
    except SystemExit:
        raise  # before the next line, which costs two seconds of imports
    except for_people() as trouble:
        print(f"aduan: {trouble}", file=sys.stderr)
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
