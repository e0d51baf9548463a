"""A view: a name for the address of a list. Its owner's, a team's, or everybody's of the desk."""

from django.conf import settings
from django.db import connection, models
from django.db.models import Max, Q
from django.utils.http import urlencode

from supportdesk.accounts.models.present import require_present

LONGEST_NAME = 60


class ViewQuerySet(models.QuerySet):
    def visible_to(self, person):
        """One's own, those of the own teams, and those for everybody of the desk."""
        if not person.serves or not person.is_active:
            return self.none()
        seen = Q(owner=person) | Q(team__in=person.scope.teams) | Q(owner=None, team=None)
        return self.filter(seen).select_related("team")

    def lock_audience(self, view):
        """One change at a time among the views of one audience; there may be no row to lock yet."""
        key = f"view-{view.owner_id}-{view.team_id}"
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])

    def next_position(self, view) -> int:
        last = self.filter(owner=view.owner_id, team=view.team_id).exclude(pk=view.pk).aggregate(last=Max("position"))
        return (last["last"] or 0) + 1


class View(models.Model):
    """`filter` is typed text of the grammar; columns and the rest stand as they stand in an address."""

    subject = "view"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="views")
    team = models.ForeignKey("accounts.Team", models.CASCADE, null=True, blank=True, related_name="views")
    name = models.CharField(max_length=LONGEST_NAME)
    filter = models.TextField(blank=True)
    columns = models.CharField(max_length=300, blank=True)
    group = models.CharField(max_length=20, blank=True)
    order = models.CharField(max_length=30, blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = ViewQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(owner=None) | Q(team=None), name="view_of_one_audience"),
            models.UniqueConstraint(fields=["owner", "team", "name"], name="view_name_once", nulls_distinct=False),
        ]

    def __str__(self):
        return self.name

    @property
    def audience(self) -> str:
        if self.team:
            return f"Team {self.team.name}"
        return "Mine" if self.owner_id else "Everybody"

    @property
    def chosen_columns(self) -> list[str]:
        return [name for name in self.columns.split(",") if name]

    @property
    def query(self) -> str:
        """The address behind the name."""
        pairs = (("q", self.filter), ("order", self.order), ("group", self.group), ("columns", self.columns))
        return urlencode([(name, value) for name, value in pairs if value])

    def lock(self, seen: int | None = None) -> None:
        """Lock the row and read it anew. Raises Conflict when `seen` is not the present version (D5)."""
        self.refresh_from_db(from_queryset=View.objects.select_for_update(no_key=True))
        require_present(self.subject, self, seen)
