"""An example of every body about escalations."""

from datetime import timedelta

from supportdesk import clock


def of_escalations(things):
    """By address, as `bodies.examples`."""
    of_one = {f"escalations/<int:pk>/{name}": body for name, body in of_an_escalation(things).items()}
    return of_one | {
        "tickets/<int:pk>/escalations": {"target": "engineering", "issue": "defect", "trigger": "unknown"},
        "escalation-matrix": {"target": "tier", "group": things["team"]},
        "escalation-matrix/<int:pk>": {"target": "tier", "group": things["team"]},
        "escalation-proposals": {"target": "tier", "group": things["team"], "trigger": "exhausted", "reason": "r"},
        "escalation-proposals/trackers": {"key": "other", "name": "Other", "reason": "r"},
        "trackers": {"key": "spare", "name": "Spare"},
        "trackers/<slug:key>/events": {"key": "BUG-1", "state": "done"},
    }


def of_an_escalation(things):
    soon = (clock.now() + timedelta(days=1)).isoformat()
    words, rating = {"words": "w"}, {"rating": 4}
    return {
        "packet": {"fields": {"P-19": {"impact": "Nobody can print the invoices."}}},
        "send-back": words,
        "acceptance": rating | {"next_update_at": soon},
        "return": {"reason": "duplicate", "items": [{"question": "Which floor?"}]},
        "answers": {"answers": {}},
        "redirect": words | {"group": things["team"]},
        "decline": words | {"reason": "not_a_defect", "suggested_text": "s"},
        "contest": words,
        "overrule": words,
        "uphold": words,
        "work": {"next_update_at": soon},
        "report": words,
        "follow-ups": {"question": "q"},
        "fix": {"fix_version": "1", "to_verify": "t"},
        "withdrawal": words,
        "rating": rating,
        "verdict": {"avoidable": False},
        "issues": {"tracker": "bugs", "key": "BUG-1"},
        "clearance": {"attachment": things["attachment"], "sensitivity": "internal"},
        "tickets": {"ticket": things["other"]},
        "hypotheses": {"statement": "The fuse."},
        "hypotheses/<int:hypothesis_pk>": {"statement": "The fuse."},
        "tasks/<int:task_pk>": words | {"passed": True, "place": "staging"},
    }
