"""What leaves with a packet (ESC-16): its fields with secrets and personal data masked, and cleared files only. Pure
but for the rows it is given."""

from collections.abc import Iterable, Mapping

from supportdesk.privacy.mask import masked

from .fields import FIELDS


def sanitised(values: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {name: {part: masked(said) for part, said in parts.items()} for name, parts in values.items()}


def packet(escalation, values, artefacts: Iterable) -> dict:
    """For a tracker or another desk."""
    clean = sanitised(values)
    fields = [
        {
            "field": one.id,
            "name": one.name,
            "parts": {part.label: clean[one.id][part.name] for part in one.parts if part.name in clean[one.id]},
        }
        for one in FIELDS
        if one.id in clean
    ]
    files = [
        {"name": masked(one.attachment.file.name), "sensitivity": one.sensitivity, "sha256": one.attachment.file.sha256}
        for one in artefacts
    ]
    head = {"escalation": escalation.reference, "target": escalation.target, "issue": escalation.issue}
    return head | {"percent": escalation.percent, "score": float(escalation.score), "fields": fields, "files": files}


def markdown(told: dict) -> str:
    lines = [f"# {told['escalation']}", "", f"{told['percent']} % complete, predicted score {told['score']:g} of 5", ""]
    for one in told["fields"]:
        lines += [f"## {one['field']} {one['name']}", ""]
        for label, said in one["parts"].items():
            lines += [f"**{label}**", "", *(f"> {line}" for line in said.splitlines()), ""]
    if told["files"]:
        lines += ["## Files", "", *(f"- {one['name']} ({one['sensitivity']})" for one in told["files"]), ""]
    return "\n".join(lines)
