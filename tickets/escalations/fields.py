"""The 34 fields of a packet (requirements D.1): their parts, and for whom each is needed. A table, nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

REPRODUCIBLE, EVIDENCE, CONTEXT, IMPACT, REASONING = DIMENSIONS = (
    "reproducible",
    "evidence",
    "context",
    "impact",
    "reasoning",
)
HEADINGS = {
    "": "What it is, and who answers for it",
    REPRODUCIBLE: "Reproducible",
    EVIDENCE: "Evidence",
    CONTEXT: "Context and scope",
    IMPACT: "Impact and severity",
    REASONING: "Reasoning and ask",
}
ASKS = ("fix", "diagnosis", "data", "decision", "workaround")


@dataclass(frozen=True)
class Situation:
    """What decides which fields are needed: where it goes, what it is about, who sends it, what stands around it."""

    target: str
    issue: str
    sender: str
    severity: int = 3
    immediate: bool = False
    incident: bool = False
    flagged: bool = False
    issues_ids: bool = False
    unsanitised: bool = False
    subject: str = ""
    waived: frozenset[str] = frozenset()


Need = Callable[[Situation], bool]


@dataclass(frozen=True)
class Part:
    """`least`: fewer words than that say nothing. An optional part may stay empty."""

    name: str
    label: str
    kind: str = "line"
    least: int = 1
    optional: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    number: int
    name: str
    dimension: str
    needed: Need
    when: str
    parts: tuple[Part, ...]
    source: str = ""

    @property
    def id(self) -> str:
        return f"P-{self.number:02}"


def always(at: Situation) -> bool:
    return True


def never(at: Situation) -> bool:
    return False


def defect_target(at: Situation) -> bool:
    return at.target == "engineering"


def under_incident(at: Situation) -> bool:
    return at.incident


def from_tier_one(at: Situation) -> bool:
    """ESC-04: an immediate trigger does not wait for an exhausted playbook."""
    return at.sender == "junior" and not at.immediate


def from_senior(at: Situation) -> bool:
    return at.sender == "senior"


def grave(at: Situation) -> bool:
    return at.severity <= 2


def ids_issued(at: Situation) -> bool:
    return at.issues_ids


def of_api(at: Situation) -> bool:
    return at.issue == "api"


def of_findings(at: Situation) -> bool:
    return at.issue in ("access", "network", "data")


def flagged(at: Situation) -> bool:
    return at.flagged


def once_worked(at: Situation) -> bool:
    return at.issue in ("defect", "outage")


WHEN: dict[Need, str] = {
    always: "always",
    never: "optional",
    defect_target: "for engineering",
    under_incident: "under an incident",
    from_tier_one: "from tier 1",
    from_senior: "from a senior",
    grave: "for P1 and P2",
    ids_issued: "where the component issues ids",
    of_api: "for an API",
    of_findings: "for access, network and data",
    flagged: "for a flagged account",
    once_worked: "for a defect or an outage",
}


def text(name: str, label: str, least: int = 1, *, optional: bool = False) -> Part:
    return Part(name, label, "text", least, optional)


def field(number: int, name: str, dimension: str, needed: Need, *parts: Part, source: str = "") -> Field:
    return Field(number, name, dimension, needed, WHEN[needed], parts, source)


def more(name: str, label: str, kind: str = "line") -> Part:
    return Part(name, label, kind, optional=True)


def one_of(name: str, label: str, *choices: str) -> Part:
    return Part(name, label, "choice", choices=choices)


FIELDS = (
    field(1, "Title", "", always, Part("title", "Symptom, where, since when")),
    field(2, "Problem statement", "", always, text("statement", "One paragraph, facts only", 8)),
    field(3, "Expected and actual behaviour", REPRODUCIBLE, defect_target, text("expected", "Expected", 2),
          text("actual", "Actual", 2)),
    field(4, "Reproduction steps", REPRODUCIBLE, always, text("steps", "Steps, one a line", optional=True),
          text("reason", "Or why it cannot be reproduced", optional=True)),
    field(5, "Reproducibility and frequency", REPRODUCIBLE, defect_target,
          one_of("how_often", "How often", "always", "often", "once", "unknown"), more("count", "Counted")),
    field(6, "Environment", CONTEXT, always, one_of("kind", "Where", "production", "staging", "other"),
          more("region", "Region"), more("browser", "Browser"), more("system", "Operating system"), more("app", "App"),
          source="environment"),
    field(7, "Versions", CONTEXT, defect_target, Part("version", "Version"), more("affected", "Affected versions"),
          more("build", "Release or build"), source="environment"),
    field(8, "Tenant or account", CONTEXT, always, Part("identifiers", "Identifiers, no names"), source="identifiers"),
    field(9, "Timestamps", EVIDENCE, always, Part("first_seen", "First seen"), more("last_seen", "Last seen"),
          more("samples", "Sample events"), Part("zone", "Time zone"), source="ticket"),
    field(10, "Request and trace ids", EVIDENCE, ids_issued, Part("ids", "Ids"), source="identifiers"),
    field(11, "Error text and code", EVIDENCE, always, text("error", "Quoted, not paraphrased"), more("code", "Code"),
          source="identifiers"),
    field(12, "Logs, traces, pictures", EVIDENCE, always, text("artefacts", "What is attached"),
          one_of("sanitised", "Sanitised", "yes", "no"),
          one_of("sensitivity", "Sensitivity", "public", "internal", "confidential"), source="files"),
    field(13, "Payload or call", EVIDENCE, of_api, text("call", "What was sent and answered", 3)),
    field(14, "Monitoring", EVIDENCE, never, Part("link", "Link with its time range")),
    field(15, "Network, identity or data findings", EVIDENCE, of_findings, text("findings", "What was found", 3)),
    field(16, "Steps tried and their results", REASONING, always, text("steps", "What, and what came of it", 3),
          source="notes"),
    field(17, "Playbook and point of failure", "", from_tier_one, Part("playbook", "Playbook"),
          Part("failed_at", "Where it failed"), source="playbook"),
    field(18, "Hypotheses, tests, ruled out", REASONING, from_senior, text("hypotheses", "Kept as a log"),
          source="hypotheses"),
    field(19, "Business impact", IMPACT, always, text("impact", "Who is blocked, doing what, by when", 4)),
    field(20, "Scope", CONTEXT, always, text("scope", "Users, customers, regions, features"), source="ticket"),
    field(21, "Severity and why", IMPACT, always, one_of("severity", "Severity", "P1", "P2", "P3", "P4"),
          text("reason", "Because", 3), source="ticket"),
    field(22, "Urgency and customer", IMPACT, flagged, Part("urgency", "Deadline, tier, flags"), source="customer"),
    field(23, "Workaround", "", always, text("workaround", "Exists, tested, side effects, told; or “none known”", 2),
          source="known errors"),
    field(24, "Mitigations", "", under_incident, text("mitigations", "What was tried, and its effect", 2)),
    field(25, "Related", CONTEXT, always, text("related", "Tickets, incident, problem, or “none found”", 2),
          source="links"),
    field(26, "Recent changes", CONTEXT, once_worked, text("changes", "Release, change, or “checked, none”", 2)),
    field(27, "Clear ask", REASONING, always, one_of("ask", "What we want", *ASKS), text("sentence", "The ask", 4)),
    field(28, "Group, and why", REASONING, always, Part("group", "Group or component"), text("why", "Why they", 3),
          source="matrix"),
    field(29, "Concern for data, security, privacy", "", always, one_of("concern", "Is there one", "no", "yes"),
          text("what", "Which", optional=True)),
    field(30, "What the customer was told", IMPACT, always, text("state", "Last update, next promise, limits", 3),
          source="ticket"),
    field(31, "Contact and successor", "", always, Part("contact", "Who, and until when"),
          more("successor", "Who after that"), source="ticket"),
    field(32, "Acceptance criteria", "", never, text("criteria", "When is it mended")),
    field(33, "Confidence", "", grave, text("marks", "Fact, inference or report, for each statement", 3)),
    field(34, "Clearance of attachments", "", always, Part("cleared_by", "Sanitised by"), Part("cleared_at", "When"),
          source="files"),
)  # fmt: skip
BY_ID = {one.id: one for one in FIELDS}
