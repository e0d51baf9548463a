"""Which articles were written from an incident (KB-08)."""

from django.conf import settings
from django.db import models

from kb.articles.models import Article

PERSON = settings.AUTH_USER_MODEL


class IncidentArticle(models.Model):
    incident = models.ForeignKey("response.Incident", models.CASCADE, related_name="articles")
    article = models.OneToOneField(Article, models.PROTECT, related_name="written_from")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"KB-{self.article_id} from INC-{self.incident_id}"
