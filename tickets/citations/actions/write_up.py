from django.db import transaction

from kb.articles.actions.draft import draft
from kb.articles.shapes import ArticleKind
from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy, writing_up
from ..kinds import Kind
from ..models import Citation, CitationRole


@transaction.atomic
def write_up(ticket, *, by, kind=ArticleKind.TROUBLESHOOTING):
    """Begin an article from what this ticket says, without the people in it; each leads to the other (T-54, KB-08)."""
    ticket.lock()
    policy.require(by, "write_up", ticket)
    if ticket.restricted:
        raise WrongState("What stands behind a wall stays there: a restricted ticket becomes no article.")
    if kind not in ArticleKind.values:
        raise Refused("Choose one of the kinds that are offered.", field="kind")
    title = writing_up.clean(ticket.title, writing_up.people(ticket))
    about = {"category": ticket.category, "component": ticket.component, "source": {"ticket": ticket.pk}}
    article = draft(kind, by=by, title=title[:200], texts=writing_up.texts(ticket, kind), **about)
    now = clock.now()
    values = {"number": article.working.number, "by": by.person, "at": now}
    made = Citation.objects.create(ticket=ticket, article=article, role=CitationRole.SOURCE, **values)
    record(Kind.WRITTEN_UP, ticket, by=by, at=now, citation=made.pk, article=article.pk, kind=kind)
    return article
