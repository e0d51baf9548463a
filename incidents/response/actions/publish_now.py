from django.db import transaction

from kb.articles.actions.publish import publish_urgently
from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import entries
from ..kinds import Kind
from ..states import EntryKind


@transaction.atomic
def publish_now(incident, *, by, article, why):
    """Let readers have an article at once because of this incident: the look at it comes within a day (F.2). Only while
    the service is not well again, and never from behind a wall."""
    incident.lock()
    if incident.acknowledged_at is None or incident.recovered:
        raise WrongState(f"{incident} is no emergency now: submit {article} for review.")
    if incident.restricted:
        raise WrongState("What stands behind a wall stays there: nothing is published because of it.")
    if incident.drill:
        raise WrongState("This is a drill: nothing is published because of it.")
    if not why.strip():
        raise Refused("Say why it cannot wait for a look.", field="why", missing=("why",))
    review = publish_urgently(article, by=by, why=f"{incident}: {why.strip()}")
    now = clock.now()
    said = f"{article} published before anybody looked at it: {why.strip()}"
    entries.write(incident, kind=EntryKind.DECISION, by=by, at=now, text=said)
    about = {"article": article.pk, "review": review.pk, "due_at": review.due_at.isoformat()}
    record(Kind.PUBLISHED_NOW, incident, by=by, at=now, text={"why": why.strip()}, **about)
    return review
