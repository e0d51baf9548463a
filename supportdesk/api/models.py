from django.db import models


class IdempotencyRecord(models.Model):
    """One POST of one person under one key, and what it was answered with. Written in the transaction of the action:
    after a crash there is neither. The principal is named by value, so that writing it locks nobody's row."""

    pk = models.CompositePrimaryKey("principal", "key")
    principal = models.BigIntegerField()
    key = models.CharField(max_length=255)
    fingerprint = models.BinaryField(max_length=32)
    created_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(null=True)
    body = models.BinaryField(null=True)

    def __str__(self):
        return f"{self.key} of {self.principal}"
