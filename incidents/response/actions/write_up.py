from django.db import transaction

from kb.articles.actions.draft import draft
from kb.articles.shapes import ArticleKind
from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from tickets.citations import policy as citations

from .. import writing_up
from ..kinds import Kind
from ..models import IncidentArticle


@transaction.atomic
def write_up(incident, *, by, kind=ArticleKind.KNOWN_ISSUE):
    """Begin an article from what this incident says, without the people in it; each leads to the other (KB-08)."""
    incident.lock()
    citations.require(by, "write_up", incident)
    if incident.restricted:
        raise WrongState("What stands behind a wall stays there: a restricted incident becomes no article.")
    if kind not in ArticleKind.values:
        raise Refused("Choose one of the kinds that are offered.", field="kind")
    about = {"component": incident.components.first(), "source": {"incident": incident.pk}}
    texts = writing_up.texts(incident, kind)
    article = draft(kind, by=by, title=writing_up.title(incident), texts=texts, **about)
    now = clock.now()
    IncidentArticle.objects.create(incident=incident, article=article, by=by.person, at=now)
    record(Kind.WRITTEN_UP, incident, by=by, at=now, article=article.pk, article_kind=kind)
    return article
