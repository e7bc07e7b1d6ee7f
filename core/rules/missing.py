"""What is still missing before a step may be taken, each with the clause that asks for it (K6.6, K6.7, K6.8)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to do first. Rules hand back a tuple of these; an empty one means "go ahead".

    `what` is a key of the wording files. `detail` names the tier or the axis meant, where there are several.
    """

    rule: str
    clause: str
    what: str
    detail: str = ""
