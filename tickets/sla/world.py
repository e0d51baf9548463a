"""What a policy can name today, and what the linter says about it there."""

from collections.abc import Mapping

from supportdesk.accounts.models import Organisation
from supportdesk.catalogue.channels import Channel
from supportdesk.catalogue.models import Queue, TicketType

from . import ladder, lint
from .models import Policy
from .naming import missing
from .queries import policies_in_force

PRIORITIES = {1: "P1 critical", 2: "P2 high", 3: "P3 moderate", 4: "P4 low"}
TIERS = dict(Organisation.Tier.choices)
CLOSED = {"priority": tuple(PRIORITIES), "tier": tuple(TIERS), "channel": tuple(Channel.values)}


def world() -> lint.World:
    """What a condition can name today."""
    types, queues = TicketType.objects.order_by("name"), Queue.objects.order_by("name")
    values: dict[str, Mapping] = {
        "type": offered(types),
        "priority": PRIORITIES,
        "tier": TIERS,
        "channel": dict(Channel.choices),
    }
    values |= {"queue": offered(queues), "organisation_id": dict(Organisation.objects.values_list("pk", "name"))}
    retired = {"type": over(types), "queue": over(queues)}
    return lint.World(values, retired, CLOSED)


def offered(things) -> dict[str, str]:
    return dict(things.filter(retired_at=None).values_list("key", "name"))


def over(things) -> dict[str, str]:
    return dict(things.exclude(retired_at=None).values_list("key", "name"))


def findings_of(policy) -> list[lint.Finding]:
    """What there is to say about a policy among those that are in force when it begins."""
    at = policy.effective_from
    found = lint.findings(policy, policies_in_force(at), world())
    lost = missing(ladder.read(policy.steps)) if policy.steps else ()
    found += [lint.Finding("nobody", "ladder", words) for words in lost]
    later = Policy.objects.filter(key=policy.key, effective_from__gt=at).order_by("effective_from").first()
    if later is not None:
        words = (
            f"Version {later.version} begins on {later.effective_from:%d-%m-%Y %H:%M} UTC and replaces this one then."
        )
        found.append(lint.Finding("scheduled", "effective_from", words, grave=False))
    return found
