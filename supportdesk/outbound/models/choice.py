"""By which way somebody hears of what, and whose digest is due when (COM-14)."""

from django.conf import settings
from django.db import models

PERSON = settings.AUTH_USER_MODEL


class NoticeGroup(models.TextChoices):
    """What notices are about, as one chooses among them."""

    MINE = "mine", "What is given, offered or asked of me"
    SAID = "said", "What is said and done on my tickets"
    PROMISES = "promises", "Warnings and breaches of promises, plans and time-boxes"
    APPROVALS = "approvals", "Approvals that I am asked for or asked for"
    INCIDENTS = "incidents", "Incidents and problems"
    KNOWLEDGE = "knowledge", "Articles and wording"
    DESK = "desk", "The desk itself: webhooks and what was given up"


class NoticeWay(models.TextChoices):
    PAGE = "page", "Here"
    MAIL = "mail", "Here, and by mail at once"
    DIGEST = "digest", "Here, and in a mail once a day"
    NOWHERE = "nowhere", "Not at all"


class NoticeChoice(models.Model):
    """Without a row: on the page alone."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="notice_choices")
    group = models.CharField(max_length=20, choices=NoticeGroup.choices)
    way = models.CharField(max_length=10, choices=NoticeWay.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "group"], name="one_choice_per_group")]

    def __str__(self):
        return f"{self.person}: {self.group} by {self.way}"


class Digest(models.Model):
    """When somebody's next one is due, and up to which notice the last one told."""

    person = models.OneToOneField(PERSON, models.CASCADE, primary_key=True, related_name="digest")
    next_at = models.DateTimeField(db_index=True)
    told_until = models.BigIntegerField(default=0)

    def __str__(self):
        return f"{self.person}: {self.next_at:%Y-%m-%d %H:%M}"
