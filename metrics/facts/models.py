"""What happened, as things that can be counted. Everything is named by value: history outlives what it describes."""

from django.db import models


class What(models.TextChoices):
    """What one fact says. The value is short: millions of rows carry it."""

    CREATED = "created", "A ticket was opened"
    ACKNOWLEDGED = "acknowledged", "Somebody first took notice"
    FIRST_RESPONSE = "first_response", "First substantial reply by a person"
    PROMISE = "promise", "A promise ended"
    PROMISES = "promises", "The promises of a ticket, once the last of them ended"
    RESOLVED = "resolved", "Resolved for good, as far as one knows"
    SETTLED = "settled", "A resolution, whether or not it held"
    FIRST_CONTACT = "first_contact", "How the resolution came about"
    HANDLED = "handled", "A ticket that the desk resolved or escalated"
    HANDED_ON = "handed_on", "A ticket changed hands"
    PACKET = "packet", "An escalation was submitted"
    DECIDED = "decided", "An escalation was accepted or declined"
    RATED = "rated", "An escalation was rated"
    RECEIVED = "received", "An escalation was decided on, rated or not"
    JUDGED = "judged", "Whether an escalation was avoidable"
    RELATED = "related", "One of several reports of the same thing"
    ASKED = "asked", "A requester was asked how it went"
    ANSWERED = "answered", "A requester said how it went"
    DOCUMENTED = "documented", "What a resolution left behind"
    KNOWLEDGE = "knowledge", "Whether a resolution used an article"
    CONTRIBUTED = "contributed", "Something to read was published"
    TAKEN = "taken", "An incident was acknowledged"
    RESTORED = "restored", "A service is back"
    DIAGNOSED = "diagnosed", "The cause of an incident was named"
    CAUSE = "cause", "An incident with a known cause"
    UPDATE = "update", "An update of an incident that was due"
    FIXED = "fixed", "The fix of a problem was deployed"


class Apart(models.IntegerChoices):
    """Why a fact is left out of a figure, and counted beside it. Flags: a fact may have several."""

    SPAM = 1, "Spam and mistakes"
    MERGED = 2, "Merged into another"
    UNWORKED = 4, "Withdrawn before anybody worked on it"
    SILENCE = 8, "Closed by silence"
    BULK = 16, "Resolved together with an incident"
    EXCEPTED = 32, "Ended while excepted"
    DRILL = 64, "Drill"
    MACHINE = 128, "Done by a machine"
    DISMISSED = 256, "A suspicion that was none"


class About(models.Model):
    """What a figure can be sliced by, as it was at that instant."""

    queue_id = models.BigIntegerField(null=True)
    type_id = models.BigIntegerField(null=True)
    category_id = models.BigIntegerField(null=True)
    priority = models.PositiveSmallIntegerField(null=True)
    channel = models.CharField(max_length=20, default="")
    tier = models.CharField(max_length=20, default="")
    organisation_id = models.BigIntegerField(null=True)
    region_id = models.BigIntegerField(null=True)
    component_id = models.BigIntegerField(null=True)
    apart = models.PositiveSmallIntegerField(default=0)
    walled = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Fact(About):
    """One thing that counts, at the instant of the event that made it count, credited to whoever did it."""

    what = models.CharField(max_length=16, choices=What)
    goal = models.CharField(max_length=16, default="")
    subject = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    event_id = models.BigIntegerField()
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    requester_id = models.BigIntegerField(null=True)
    good = models.BooleanField(null=True)
    wall = models.BigIntegerField(null=True, help_text="Seconds of the wall clock.")
    worked = models.BigIntegerField(null=True, help_text="Seconds as the promise counts them.")
    value = models.IntegerField(null=True, help_text="Hundredths.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event_id", "what", "goal"], name="fact_once"),
        ]
        indexes = [
            models.Index(fields=["what", "goal", "at"], name="fact_in_time"),
            models.Index(fields=["subject", "subject_id"], name="fact_of_subject"),
        ]

    def __str__(self):
        return f"{self.what} of {self.subject}-{self.subject_id}"

    @property
    def ticket_id(self):
        return self.subject_id if self.subject == "ticket" else None


class Stay(About):
    """How a ticket stood from one instant to the next; together they are its whole life (MET-23)."""

    ticket_id = models.BigIntegerField()
    event_id = models.BigIntegerField(unique=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    status = models.CharField(max_length=20)
    waiting = models.CharField(max_length=20, default="")
    live = models.BooleanField()
    owner_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["ticket_id"], name="stay_of_ticket"),
            models.Index(fields=["until", "since"], name="stay_until", condition=models.Q(live=True)),
        ]

    def __str__(self):
        return f"{self.status} of ticket {self.ticket_id}"


class Touched(models.Model):
    """A span in which facts have changed, or how tickets stood, and figures have to be made anew; without an end, until
    now."""

    stood = models.BooleanField(default=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["since", "until"], name="touched_span")]

    def __str__(self):
        return f"{self.since:%Y-%m-%d %H:%M} to {self.until or 'now'}"
