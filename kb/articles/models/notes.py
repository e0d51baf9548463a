from django.conf import settings
from django.db import models


class WorkingNoteQuerySet(models.QuerySet):
    def visible_to(self, person):
        """One's own, whoever else one is (KB-27)."""
        return self.filter(owner=person.pk) if person.is_active and person.serves else self.none()


class WorkingNote(models.Model):
    """What somebody keeps for themselves until it is worth an article."""

    subject = "working_note"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="working_notes")
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    article = models.ForeignKey(
        "articles.Article", models.SET_NULL, null=True, blank=True, related_name="+", help_text="What became of it."
    )

    objects = WorkingNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-id"]
        indexes = [models.Index(fields=["owner", "-changed_at"], name="note_of_owner")]

    def __str__(self):
        return self.title

    def lock(self):
        self.refresh_from_db(from_queryset=WorkingNote.objects.select_for_update(no_key=True))
