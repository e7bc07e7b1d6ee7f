"""How a procedure says no: what is still missing, or that somebody else was faster."""

from core.rules.missing import Missing


class NotReady(Exception):
    """What was asked may not be done yet; `missing` lists what has to be there first."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        super().__init__(", ".join(gap.what for gap in missing))
        self.missing = missing


class ChangedMeanwhile(Exception):
    """The case is no longer what the page showed: a colleague changed it since."""
