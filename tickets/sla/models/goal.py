from django.db import models


class Goal(models.TextChoices):
    """What is promised. One engine serves them all."""

    ACKNOWLEDGE = "acknowledge"
    FIRST_RESPONSE = "first_response"
    NEXT_REPLY = "next_reply"
    NEXT_UPDATE = "next_update"
    RESOLUTION = "resolution"
    OWNERSHIP = "ownership"
    ASK = "ask"

    @property
    def words(self) -> str:
        """As a sentence names it."""
        return str(self.label).capitalize()
