"""Somebody looked for what stands behind a wall."""

import structlog

log = structlog.get_logger(__name__)


def note_attempt(person, rows, via) -> None:
    """One line for those who guard it; to the person nothing is said (SEC-13)."""
    pk = rows.values_list("pk", flat=True).first()
    if pk is not None:
        log.warning("walled", person=person.pk, via=via, subject="escalation", subject_id=pk)
