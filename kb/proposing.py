"""What macros and playbooks have in common: the next version while people still talk about it, and the versions."""

from django.conf import settings
from django.db import models

from supportdesk.errors import Conflict, WrongState

PERSON = settings.AUTH_USER_MODEL


class ProposalState(models.TextChoices):
    OPEN = "open", "Proposed"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class AbstractProposal(models.Model):
    """`content` is what the version will say, `base` the number of the one it was begun from (0: something new).

    An approval is bound to `version`, which counts the changes: what was granted is what was read."""

    State = ProposalState
    organisation_id = None
    restricted = False

    base = models.PositiveIntegerField(default=0)
    content = models.JSONField()
    reason = models.CharField(max_length=500)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    became = models.PositiveIntegerField(null=True, blank=True)
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["-id"]

    def __str__(self):
        return f"“{self.name}”"

    @property
    def name(self) -> str:
        return self.content["name"]

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN

    def lock(self, seen=None):
        self.refresh_from_db(from_queryset=type(self)._default_manager.select_for_update(no_key=True))
        if seen is not None and seen != self.version:
            raise Conflict(seen, self.version, [])

    def require_open(self):
        if not self.is_open:
            raise WrongState("This proposal is over already.")


class AbstractVersion(models.Model):
    """What was published once; it is never changed, and the one after it does not take it away."""

    number = models.PositiveIntegerField()
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    published_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField()
    reason = models.CharField(max_length=500)

    class Meta:
        abstract = True
        ordering = ["-number"]


def differences(before, after):
    """Field -> [was, now], of what differs between two contents."""
    names = dict.fromkeys([*before, *after])
    return {name: [before.get(name), after.get(name)] for name in names if before.get(name) != after.get(name)}
