"""Rows in the form of a ServiceNow audit export, written for these tests."""

import pytest

from tickets.intake.servicenow.log import COLUMNS

USUAL = {
    "incident_state": "New",
    "active": "TRUE",
    "reassignment_count": "0",
    "reopen_count": "0",
    "sys_mod_count": "0",
    "made_sla": "TRUE",
    "caller_id": "Caller 7",
    "opened_by": "Opened by 3",
    "opened_at": "07-03-2016 09:00",
    "sys_updated_by": "Updated by 5",
    "sys_updated_at": "07-03-2016 09:02",
    "contact_type": "Phone",
    "category": "Category 40",
    "subcategory": "Subcategory 215",
    "impact": "2 - Medium",
    "urgency": "2 - Medium",
    "priority": "3 - Moderate",
    "assignment_group": "Group 70",
    "assigned_to": "?",
}
STORY = [
    {},
    {"assignment_group": "Group 24", "assigned_to": "Resolver 31", "reassignment_count": "1", "at": "09:30"},
    {"incident_state": "Active", "at": "09:40"},
    {"incident_state": "Awaiting User Info", "at": "10:00"},
    {"at": "11:00"},
    {"incident_state": "Active", "at": "12:00"},
    {"incident_state": "Resolved", "closed_code": "code 6", "at": "14:00"},
    {"incident_state": "Active", "reopen_count": "1", "at": "15:00"},
    {"incident_state": "Resolved", "at": "16:00"},
    {"incident_state": "Closed", "active": "FALSE", "at": "17:00"},
]


@pytest.fixture
def export():
    """`export(rows)`: the bytes of a file whose rows change, one after the other, what they name."""

    def written(changes=None, number="INC0000001", header=None):
        lines = [",".join(COLUMNS if header is None else header)]
        state = dict(USUAL, number=number)
        for position, change in enumerate(STORY if changes is None else changes):
            at = change.get("at")
            state |= {name: value for name, value in change.items() if name != "at"}
            state |= {"sys_updated_at": f"07-03-2016 {at}"} if at else {}
            state |= {"sys_mod_count": str(position)} if "sys_mod_count" not in change else {}
            lines.append(",".join(state.get(name, "?") for name in COLUMNS))
        return ("\n".join(lines) + "\n").encode()

    return written


@pytest.fixture
def file(tmp_path):
    """`file(content)`: the path of a file with these bytes."""

    def kept(content, name="export.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return kept
