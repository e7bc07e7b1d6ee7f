"""Every rule, the clause it carries out, whether it decides or proposes, and the file it stands in (K6.1 to K6.8)."""

from typing import NamedTuple

from core.rules.decision import Force


class Rule(NamedTuple):
    """One rule under one clause; a rule that carries out several clauses has a row for each."""

    id: str
    clause: str
    force: Force
    module: str


RULES: tuple[Rule, ...] = (
    Rule("recording", "K6.5a", Force.SHALL, "report"),
    Rule("identity-or-object-missing", "K6.5b", Force.SHALL, "decision"),
    Rule("not-a-complaint", "K6.1", Force.SHALL, "decision"),
    Rule("not-our-matter", "K6.1", Force.MAY, "decision"),
    Rule("filed-late", "K6.2", Force.MAY, "decision"),
    Rule("filed-late", "K6.3", Force.MAY, "decision"),
    Rule("answer-due", "K6.4", Force.SHALL, "deadlines"),
    Rule("grouping", "K6.5c", Force.SHALL, "grouping"),
    Rule("examination", "K6.6a", Force.SHALL, "review"),
    Rule("examination", "K6.6b", Force.SHALL, "review"),
    Rule("examination", "K6.6c", Force.SHALL, "review"),
    Rule("examination", "K6.6d", Force.SHALL, "review"),
    Rule("examination", "K6.6e", Force.SHALL, "review"),
    Rule("answer-and-result", "K6.4", Force.SHALL, "closing"),
    Rule("answer-and-result", "K6.8", Force.SHALL, "letters"),
    Rule("follow-up", "K6.7", Force.SHALL, "review"),
    Rule("follow-up", "K6.7a", Force.SHALL, "follow_up"),
    Rule("follow-up", "K6.7b", Force.SHALL, "follow_up"),
    Rule("follow-up", "K6.7c", Force.SHALL, "follow_up"),
    Rule("completed-late", "K6.4", Force.SHALL, "deadlines"),
    Rule("completed-late", "K6.5b", Force.SHALL, "deadlines"),
    Rule("proof-of-delivery", "K6.8", Force.SHALL, "receipts"),
    Rule("closing", "K6.8", Force.SHALL, "closing"),
    Rule("silence", "K6.5b", Force.SHALL, "clocks"),
    Rule("courtesy", "K6.5b", Force.SHALL, "clocks"),
    Rule("information", "K6.1", Force.SHALL, "clocks"),
    Rule("forward", "K6.1", Force.SHALL, "clocks"),
)
