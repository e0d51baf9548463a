from django.conf import settings
from django.db import models
from django.db.models import Q

from supportdesk.accounts.models.present import require_present


class TeamQuerySet(models.QuerySet):
    def visible_to(self, person):
        if person.serves_everybody:
            return self
        if person.serves:
            return self.filter(Q(organisation=None) | Q(organisation=person.organisation_id))
        return self.none()


class Team(models.Model):
    """People who own queues together. Level 1 answers first, level 3 builds the product."""

    name = models.CharField(max_length=100, unique=True)
    level = models.PositiveSmallIntegerField(default=1)
    region = models.ForeignKey(
        "accounts.Region",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="teams",
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="teams",
    )
    reviews_replies = models.BooleanField(
        default=False,
        help_text="Newcomers' public replies wait for a colleague's look.",
    )
    version = models.PositiveIntegerField(default=1)
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, through="accounts.Membership", related_name="teams")

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["level", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=3), name="accounts_team_level"),
        ]

    def __str__(self):
        return self.name

    def lock(self, seen=None):
        """Lock the row and read it anew. Raises Conflict when `seen` is not the present version (D5)."""
        self.refresh_from_db(from_queryset=Team.objects.select_for_update(no_key=True))
        require_present("team", self, seen)


class Membership(models.Model):
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    lead = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "team"], name="accounts_membership_once"),
        ]

    def __str__(self):
        return f"{self.person} in {self.team}"

    @property
    def organisation_id(self):
        return self.team.organisation_id
