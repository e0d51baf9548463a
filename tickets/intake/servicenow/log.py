"""Reading a ServiceNow audit export: one row per change of an incident. Pure: bytes in, incidents out.

A file is taken whole or not at all: every bad row is named with its line and the reason."""

import csv
import io
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

COLUMNS = [
    *("number", "incident_state", "active", "reassignment_count", "reopen_count", "sys_mod_count", "made_sla"),
    *("caller_id", "opened_by", "opened_at", "sys_created_by", "sys_created_at", "sys_updated_by", "sys_updated_at"),
    *("contact_type", "location", "category", "subcategory", "u_symptom", "cmdb_ci", "impact", "urgency", "priority"),
    *("assignment_group", "assigned_to", "knowledge", "u_priority_confirmation", "notify", "problem_id", "rfc"),
    *("vendor", "caused_by", "closed_code", "resolved_by", "resolved_at", "closed_at"),
]
UNKNOWN = "?"
FORMAT = "%d-%m-%Y %H:%M"
STATES = {
    "New": "new",
    "Active": "in_progress",
    "Awaiting User Info": "pending_requester",
    "Awaiting Evidence": "pending_requester",
    "Awaiting Problem": "pending_internal",
    "Awaiting Vendor": "pending_vendor",
    "Resolved": "resolved",
    "Closed": "closed",
}
CHANNELS = {
    "Phone": "phone",
    "Email": "email",
    "Self service": "portal",
    "Direct opening": "walk_up",
    "IVR": "phone",
}
YEARS = range(1990, 2101)
SHOWN = 20


class BadFile(Exception):
    """The file cannot be imported; `problems` are pairs of line number and reason."""

    def __init__(self, problems):
        self.problems = problems
        super().__init__(f"{len(problems)} problem{'s' if len(problems) != 1 else ''}; nothing was imported.")


@dataclass(frozen=True)
class Row:
    """One change. Instants are UTC; what the export does not know is an empty string or None."""

    line: int
    state: str
    label: str
    modification: int
    reassignments: int
    reopenings: int
    made_sla: bool
    at: datetime
    by: str
    channel: str
    category: str
    subcategory: str
    component: str
    symptom: str
    impact: int
    urgency: int
    priority: int
    group: str
    assignee: str
    vendor: str
    problem: str
    code: str
    resolved_by: str


@dataclass
class Incident:
    """All rows of one number, in the order of the file."""

    number: str
    caller: str
    opened_by: str
    opened_at: datetime
    rows: list[Row] = field(default_factory=list)


def read(content: bytes, zone: ZoneInfo) -> list[Incident]:
    """The incidents of an export whose local times are in `zone`. Raises BadFile."""
    lines = list(csv.reader(io.StringIO(decoded(content), newline="")))
    check_header(lines)
    problems: list[tuple[int, str]] = []
    incidents: dict[str, Incident] = {}
    for line, cells in enumerate(lines[1:], start=2):
        try:
            add(incidents, line, cells, zone)
        except ValueError as problem:
            problems.append((line, str(problem)))
    problems += [problem for incident in incidents.values() for problem in out_of_order(incident)]
    if not content.endswith(b"\n"):
        problems.append((len(lines), "the last line is cut off: the file ends without a line break"))
    if problems:
        raise BadFile(sorted(problems))
    return list(incidents.values())


def decoded(content: bytes) -> str:
    if not content.strip():
        raise BadFile([(1, "the file is empty")])
    if b"\0" in content:
        raise BadFile([(1, "this is not a text file")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise BadFile([(line, "this is not UTF-8 text")]) from problem


def check_header(lines) -> None:
    header = lines[0]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise BadFile([(1, f"the header lacks: {', '.join(missing)}")])
    if header != COLUMNS:
        raise BadFile([(1, "the columns stand in another order than a ServiceNow audit export has them")])
    if len(lines) == 1:
        raise BadFile([(2, "there are no rows below the header")])


def add(incidents, line, cells, zone) -> None:
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{len(cells)} cells instead of {len(COLUMNS)}")
    raw = dict(zip(COLUMNS, (cell.strip() for cell in cells), strict=True))
    if not raw["number"] or raw["number"] == UNKNOWN:
        raise ValueError("the incident has no number")
    row = row_of(line, raw, zone)
    incident = incidents.get(raw["number"])
    if incident is None:
        opened_at = min(instant(raw, "opened_at", zone), row.at)
        incident = Incident(raw["number"], known(raw["caller_id"]), known(raw["opened_by"]), opened_at)
        incidents[raw["number"]] = incident
    incident.rows.append(row)


def row_of(line, raw, zone) -> Row:
    return Row(
        line=line,
        state=one_of(STATES, raw, "incident_state"),
        label=raw["incident_state"],
        modification=count(raw, "sys_mod_count"),
        reassignments=count(raw, "reassignment_count"),
        reopenings=count(raw, "reopen_count"),
        made_sla=one_of({"TRUE": True, "FALSE": False}, {"made_sla": raw["made_sla"].upper()}, "made_sla"),
        at=instant(raw, "sys_updated_at", zone),
        by=known(raw["sys_updated_by"]),
        channel=one_of(CHANNELS, raw, "contact_type"),
        category=known(raw["category"]),
        subcategory=known(raw["subcategory"]),
        component=known(raw["cmdb_ci"]),
        symptom=known(raw["u_symptom"]),
        impact=level(raw, "impact", 3),
        urgency=level(raw, "urgency", 3),
        priority=level(raw, "priority", 4),
        group=known(raw["assignment_group"]),
        assignee=known(raw["assigned_to"]),
        vendor=known(raw["vendor"]),
        problem=known(raw["problem_id"]),
        code=known(raw["closed_code"]),
        resolved_by=known(raw["resolved_by"]),
    )


def known(value: str) -> str:
    return "" if value == UNKNOWN else value


def one_of(words, raw, name):
    if raw[name] not in words:
        raise ValueError(f"{name} is “{raw[name]}”; known are {', '.join(words)}")
    return words[raw[name]]


def count(raw, name) -> int:
    if not raw[name].isdecimal():
        raise ValueError(f"{name} is “{raw[name]}”, not a count")
    return int(raw[name])


def level(raw, name, lowest) -> int:
    digit = raw[name][:1]
    if not digit.isdecimal() or not 1 <= int(digit) <= lowest:
        raise ValueError(f"{name} is “{raw[name]}”, not 1 to {lowest}")
    return int(digit)


def instant(raw, name, zone) -> datetime:
    """The local time as an instant. The second of a repeated hour cannot be told from the first;
    a time that a clock change skipped is refused."""
    try:
        local = datetime.strptime(raw[name], FORMAT).replace(tzinfo=zone)
    except ValueError:
        raise ValueError(f"{name} is “{raw[name]}”, not a date like 29-02-2016 04:40") from None
    if local.year not in YEARS:
        raise ValueError(f"{name} is in the year {local.year}")
    there = local.astimezone(UTC)
    if there.astimezone(zone).strftime(FORMAT) != local.strftime(FORMAT):
        raise ValueError(f"{name} is “{raw[name]}”, a time that the clocks skipped in {zone.key}")
    return there


def before(incidents, end: datetime) -> list[Incident]:
    """The log as it stood at this instant: what was over by then, and what was under way."""
    found = [replace(incident, rows=[row for row in incident.rows if row.at < end]) for incident in incidents]
    return [incident for incident in found if incident.rows]


def out_of_order(incident):
    """A change cannot have happened before the one above it."""
    pairs = zip(incident.rows, incident.rows[1:], strict=False)
    return [
        (row.line, f"{incident.number} goes back in time against line {before.line}")
        for before, row in pairs
        if row.at < before.at
    ]
