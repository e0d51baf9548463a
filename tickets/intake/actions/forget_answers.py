from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record

from ..kinds import Kind
from ..models import Answer

AT_A_TIME = 500


@transaction.atomic
def forget_answers(*, by, at=None):
    """Blank what was to be kept for a time that is over (SEC-23). Answers how many."""
    now = at or clock.now()
    over = Answer.objects.filter(forget_at__lte=now, forgotten_at=None).select_related("submission__version__form")
    rows = list(over.select_for_update(no_key=True, skip_locked=True, of=("self",))[:AT_A_TIME])
    Answer.objects.filter(pk__in=[row.pk for row in rows]).update(said="", forgotten_at=now)
    for submission in {row.submission_id: row.submission for row in rows}.values():
        keys = [row.key for row in rows if row.submission_id == submission.pk]
        form = submission.version.form
        record(Kind.ANSWERS_FORGOTTEN, form, by=by, at=now, ticket=submission.ticket_id, questions=keys)
    return len(rows)
