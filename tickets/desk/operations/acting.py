"""Whoever asked for an operation, acting through it: its key stands on every event."""

import uuid
from dataclasses import dataclass

from supportdesk.accounts.actor import Actor


@dataclass(frozen=True)
class Acting(Actor):
    operation: uuid.UUID


def actor_of(operation) -> Acting:
    return Acting(operation.asked_by, operation.via, operation.key)
