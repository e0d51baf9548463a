"""Which article had to do with which ticket, and how (KB-07)."""

from django.conf import settings
from django.db import models

from kb.articles.models import Article
from tickets.desk.models import Ticket

PERSON = settings.AUTH_USER_MODEL


class CitationRole(models.TextChoices):
    SOLVED = "solved", "Solved it"
    SENT = "sent", "Sent to the requester"
    CONSULTED = "consulted", "Consulted"
    SOURCE = "source", "Written from it"


USES = (CitationRole.SOLVED, CitationRole.SENT, CitationRole.CONSULTED)


class CitationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The desk's, where both ends may be known of."""
        if not person.serves:
            return self.none()
        tickets = Ticket.objects.visible_to(person).order_by().values("pk")
        return self.filter(ticket__in=tickets, article__in=Article.objects.visible_to(person).order_by().values("pk"))


class Citation(models.Model):
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="citations")
    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="citations")
    number = models.PositiveIntegerField(help_text="Of the revision that was read.")
    role = models.CharField(max_length=10, choices=CitationRole)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    message = models.ForeignKey("desk.Message", models.SET_NULL, null=True, blank=True, related_name="+")

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["ticket", "article", "role"], name="citation_once")]
        indexes = [models.Index(fields=["article", "-at"], name="citation_of_article")]

    def __str__(self):
        return f"T-{self.ticket_id} and KB-{self.article_id}: {self.get_role_display()}"
