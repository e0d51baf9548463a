from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

MINUTE = timedelta(minutes=1)
SCOPES = ("tickets:read", "tickets:write", "people:read", "catalogue:read", "admin")


class TokenQuerySet(models.QuerySet):
    def visible_to(self, person):
        """One's own tokens; an operations admin sees every token within reach."""
        if not person.administers:
            return self.filter(person=person)
        if person.serves_everybody:
            return self
        return self.filter(person__organisation=person.organisation_id)


class Token(models.Model):
    """A key for one client of the API. The secret is shown once; only its digest is kept."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=8, unique=True)
    digest = models.CharField(max_length=64)
    scopes = ArrayField(models.CharField(max_length=40))
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(scopes=[]), name="accounts_token_has_scope"),
        ]

    def __str__(self):
        return f"{self.name} (sd_{self.prefix}_…)"

    @property
    def organisation_id(self):
        return self.person.organisation_id

    def usable_at(self, instant):
        return self.revoked_at is None and instant < self.expires_at and self.person.is_active

    def lock(self):
        self.refresh_from_db(from_queryset=Token.objects.select_for_update(no_key=True))

    def touch(self, instant):
        """Note the use, at most once a minute: a busy client must not turn each read into a write."""
        if self.last_used_at is None or instant - self.last_used_at >= MINUTE:
            Token.objects.filter(pk=self.pk).update(last_used_at=instant)
