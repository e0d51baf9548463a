"""A system that posts to us, and the secret by which it is known. No table: each way in has its own."""

from datetime import timedelta

from django.conf import settings
from django.db import models

from supportdesk import vault
from supportdesk.accounts.models.present import require_present

from ..hooks import signature

OVERLAP = timedelta(days=1)


class SourceQuerySet(models.QuerySet):
    def answering(self):
        return self.filter(ended_at=None)


class SignedSource(models.Model):
    """Its secret is kept locked and shown once; after a change the one before is good for a day."""

    subject = use = ""  # the second is the key of the vault
    SECRET = ("secret", "secret_since", "former_secret", "former_until")

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    secret = models.TextField()
    secret_since = models.DateTimeField()
    former_secret = models.TextField(blank=True)
    former_until = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    last_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def lock(self, seen=None):
        self.refresh_from_db(from_queryset=type(self)._default_manager.select_for_update(no_key=True))
        require_present(self.subject, self, seen)

    def renew_secret(self, now):
        """The new one, in words; not yet written."""
        if self.secret:
            self.former_secret, self.former_until = self.secret, now + OVERLAP
        secret = signature.mint()
        self.secret, self.secret_since = vault.lock(secret, self.use), now
        return secret

    def end(self, now):
        self.ended_at = now
        self.secret = self.former_secret = ""


def secrets_of(source, now):
    """Of a source that is not there one that nobody knows."""
    if source is None:
        return [signature.mint()]
    locked = [source.secret]
    if source.former_secret and source.former_until and source.former_until > now:
        locked.append(source.former_secret)
    return [vault.unlock(one, source.use) for one in locked]
