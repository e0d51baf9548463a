"""Policies and proposals as plain values."""

from .. import choose, example, ladder, lengths
from ..models import Draft, Policy
from ..naming import names
from .terms import changes_shown, draft_shown


def policy_shown(policy: Policy) -> dict:
    known = names(policy.climbed)
    asked = {name.removesuffix("_id"): getattr(policy, name) for name in choose.CONDITIONS}
    return {
        "key": policy.key,
        "version": policy.version,
        "name": policy.name,
        "position": policy.position,
        "conditions": asked,
        "rule": policy.rule,
        "targets": [target_shown(one) for one in example.ordered(policy)],
        "reopen": policy.reopen,
        "ladder": [step_shown(step, known) for step in policy.climbed],
        "withdrawn": policy.withdrawn,
        "effective_from": policy.effective_from,
        "reason": policy.reason,
    }


def step_shown(step, known) -> dict:
    lists = {name: list(getattr(step, name)) for name in ladder.LISTS}
    flags = {name: getattr(step, name) for name in ladder.FLAGS}
    return {"percent": step.percent, "words": ladder.words(step, known)} | lists | flags


def target_shown(target) -> dict:
    number, unit = lengths.amount(target.seconds, target.unit, target.calendar.hours)
    return {
        "goal": target.goal,
        "amount": number,
        "unit": unit,
        "seconds": target.seconds,
        "calendar": target.calendar.key,
        "pauses": target.pauses,
        "words": target.words,
    }


def finding_shown(one) -> dict:
    return one._asdict()


def proposal_shown(draft: Draft, built: Policy | None, changes, findings) -> dict:
    return draft_shown(draft) | {
        "policy": built and policy_shown(built),
        "changes": changes_shown(changes),
        "findings": [finding_shown(one) for one in findings],
    }


def example_shown(one: example.Example, zone) -> dict:
    policy, behind = one.policy, one.behind
    return {
        "words": example.said(one, zone),
        "policy": policy and policy.key,
        "version": policy and policy.version,
        "rule": policy and policy.rule,
        "instead_of": behind and behind.key,
        "promises": [{"goal": due.target.goal, "due_at": due.at, "target": due.target.words} for due in one.dues],
    }
