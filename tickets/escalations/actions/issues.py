from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import moving, policy
from ..kinds import Kind
from ..models import Escalation, IssueLink, Tracker
from ..states import IssueState, State
from .work import make_available

FIXABLE = (State.ACCEPTED, State.IN_WORK)
STANDARD = "Try the steps of the packet in the release that the tracker names."


@transaction.atomic
def keep_tracker(*, by, key, name, known=None):
    """Add a tracker, or give one a new secret: what is signed with the old one is refused from now on."""
    policy.require(by, "keep_tracker", known or Tracker())
    return kept_tracker(by=by, at=clock.now(), key=key, name=name, known=known)


def kept_tracker(*, by, at, key, name, known=None):
    if known:
        known.lock()
        known.generation += 1
    else:
        require_tracker(key, name)
    tracker = known or Tracker(key=key, name=name.strip())
    tracker.save()
    record(Kind.TRACKER_KEPT, tracker, by=by, at=at, generation=tracker.generation)
    return tracker


def require_tracker(key, name):
    if not key or not name.strip() or Tracker.objects.filter(key=key).exists():
        raise Refused("Give a name, and a key that no other tracker has.", field="key")


@transaction.atomic
def link_issue(escalation, *, by, tracker, key, url=""):
    """Name the bug that this became (ESC-12)."""
    escalation.lock()
    policy.require(by, "compose", escalation)
    if not escalation.is_live:
        raise WrongState("This escalation is closed.")
    key = key.strip()
    if not key:
        raise Refused("Give the key of the bug.", field="key", missing=("key",))
    now = clock.now()
    about = {"url": url, "linked_by": by.person, "linked_at": now, "changed_at": now}
    issue, new = IssueLink.objects.get_or_create(escalation=escalation, tracker=tracker, key=key, defaults=about)
    if not new:
        raise Refused(f"{key} is linked already.", field="key")
    moving.keep(escalation)
    record(
        Kind.ISSUE_LINKED,
        escalation.ticket,
        by=by,
        at=now,
        **moving.about(escalation),
        issue=issue.pk,
        tracker=tracker.key,
        text={"key": key},
    )
    return issue


@transaction.atomic
def hear_of_issue(tracker, *, key, state, fix_version="", by=None):
    """What a tracker says of one of its bugs. Done: every open ticket that waits for it gets its task. Said twice, it
    changes nothing; answers how many escalations know the bug."""
    by = by or system("clock")
    if state not in IssueState.values:
        raise Refused("That is no state of a bug.", field="state")
    found = IssueLink.objects.filter(tracker=tracker, key=key).values_list("pk", "escalation_id").order_by("pk")
    for pk, escalation_pk in found:
        escalation = Escalation.objects.select_related("ticket", "lane", "group").get(pk=escalation_pk)
        escalation.lock()
        heard(IssueLink.objects.get(pk=pk), escalation, state, fix_version, by=by)
    return len(found)


def heard(issue, escalation, state, fix_version, *, by):
    if (issue.state, issue.fix_version) == (state, fix_version or issue.fix_version):
        return
    now, was = clock.now(), issue.state
    issue.state, issue.fix_version, issue.changed_at = state, (fix_version or issue.fix_version)[:60], now
    issue.save(update_fields=["state", "fix_version", "changed_at"])
    about = {"issue": issue.pk, "was": was, "now": state, "sender": escalation.sender_id}
    text = {"key": issue.key, "fix_version": issue.fix_version}
    record(
        Kind.ISSUE_CHANGED,
        escalation.ticket,
        by=by,
        at=now,
        **moving.about(escalation),
        text=text,
        receiver=escalation.receiver_id,
        **about,
    )
    if state == IssueState.DONE and escalation.state in FIXABLE:
        make_available(escalation, issue.fix_version, STANDARD, now, by=by)
