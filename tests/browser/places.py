"""Every page of the program, where it is found, and who looks at it."""

from dataclasses import dataclass

from tests.browser.scene import Scene


@dataclass(frozen=True)
class Place:
    """A page. `route` is its address as the program knows it; in `address` stand the names of a scene's cases."""

    name: str
    shows: str
    route: str
    address: str
    who: str = ""
    on_phones: bool = False
    status: int = 200
    keyboard: bool = False
    """Whether a test goes through it with Tab alone."""

    def at(self, scene: Scene) -> str:
        return self.address.format(**scene.__dict__)


CASE = "/desk/cases/{number}"

NO_PAGES = frozenset(
    {
        "/health/live",
        "/health/ready",
        "/desk/news",
        "/desk/sign-in/code",
        CASE + "/reports/{report_id}/pdf",
        CASE + "/answers/{answer_id}/pdf",
        CASE + "/files/{attachment_id}",
        CASE + "/originals/{message_id}",
    }
)
"""Addresses that answer to programs, hand out files, or show a page only in the middle of something."""

PLACES = (
    Place(
        "start",
        "The first page: which way suits, the promise, and how it is kept",
        "/",
        "/",
        on_phones=True,
        keyboard=True,
    ),
    Place(
        "privacy", "What is kept of a citizen, for how long, and who carries it", "/privasi", "/privasi", on_phones=True
    ),
    Place(
        "track",
        "Where a case stands, for whoever has its number and code",
        "/lacak",
        "/lacak",
        on_phones=True,
        keyboard=True,
    ),
    Place("notices", "Answers for who left no address", "/pengumuman", "/pengumuman", on_phones=True),
    Place("demo-mail", "The example office's outgoing mail", "/demo/mail", "/demo/mail"),
    Place("sign-in", "The door of the desk", "/desk/sign-in", "/desk/sign-in", on_phones=True, keyboard=True),
    Place("queue", "The queue, the most urgent first", "/desk", "/desk", "budi", on_phones=True),
    Place("queue-mine", "What one officer holds", "/desk", "/desk?lane=mine", "siti", keyboard=True),
    Place("queue-search", "A search", "/desk", "/desk?q=hosting", "budi"),
    Place("queue-nothing-found", "A search that finds nothing", "/desk", "/desk?q=kuda+nil", "budi"),
    Place("triage", "Quick triage, one key a case", "/desk/triage", "/desk/triage", "siti", keyboard=True),
    Place(
        "case-fresh",
        "A case nobody has touched, its promised day already gone",
        CASE,
        "/desk/cases/{fresh}",
        "budi",
        on_phones=True,
        keyboard=True,
    ),
    Place("case-examined", "A case that waits for its answer", CASE, "/desk/cases/{examined}", "budi", on_phones=True),
    Place(
        "case-answered",
        "A case that waits for proof and report before it may close",
        CASE,
        "/desk/cases/{answered}",
        "siti",
    ),
    Place(
        "case-hidden-name",
        "A case whose reporter asked for secrecy, seen by who does not hold it",
        CASE,
        "/desk/cases/{hidden}",
        "budi",
    ),
    Place("case-elsewhere", "A case that may be another office's matter", CASE, "/desk/cases/{elsewhere}", "rini"),
    Place("case-read-only", "A case as the inspectorate reads it", CASE, "/desk/cases/{examined}", "inspektorat"),
    Place(
        "case-not-there",
        "A case that is not there, or not for these eyes",
        CASE,
        "/desk/cases/26-99999-00",
        "budi",
        status=404,
    ),
    Place("paper", "A letter is typed in", "/desk/paper", "/desk/paper", "budi", keyboard=True),
    Place("paper-box", "A complaint box is opened", "/desk/paper/box", "/desk/paper/box", "budi"),
    Place(
        "paper-minutes",
        "The minutes of a box",
        "/desk/paper/openings/{opening_id}",
        "/desk/paper/openings/{opening}",
        "budi",
    ),
    Place("receipt", "The receipt a citizen takes home", CASE + "/receipt", "/desk/cases/{paper}/receipt", "siti"),
    Place("report", "A written report to the superior", CASE + "/reports/{report_id}", "{report}", "budi"),
    Place(
        "approvals", "The Kepala decides", "/desk/approvals", "/desk/approvals", "kepala", on_phones=True, keyboard=True
    ),
    Place("texts", "The office's text blocks", "/desk/texts", "/desk/texts", "rini"),
    Place("alarms", "What the program cannot settle by itself", "/desk/alarms", "/desk/alarms", "rini"),
    Place("people", "Accounts, absences, acting heads", "/desk/people", "/desk/people", "admin", keyboard=True),
    Place("account", "One's own account", "/desk/account", "/desk/account", "budi"),
    Place("refused", "A page that is not for this role", "/desk/approvals", "/desk/approvals", "budi", status=403),
)
