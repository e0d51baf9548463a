from django.db import transaction

from kb.articles.actions.use import count_use
from kb.articles.models import Article
from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import USES, Citation, CitationRole


@transaction.atomic
def cite(ticket, *, by, article, role, message=None):
    """This article solved the ticket, was sent to its requester, or was consulted. However many roles it has here, the
    ticket counts once for it (KB-07)."""
    ticket = ticket.lock_heir()
    policy.require(by, "cite_article", ticket)
    if role not in USES:
        raise Refused("Say whether it solved it, was sent or was consulted.", field="role")
    article = article.current
    if article.live is None:
        raise WrongState(f"{article} is not published: nobody else reads it yet.")
    now = clock.now()
    before = set(Citation.objects.filter(ticket=ticket, article=article).values_list("role", flat=True))
    if role in before:
        return Citation.objects.get(ticket=ticket, article=article, role=role)
    given = {"number": article.live.number, "by": by.person, "at": now, "message": message}
    made = Citation.objects.create(ticket=ticket, article=article, role=role, **given)
    if not before & set(USES):
        count_use(article, by=by, what="used", by_how_much=1, ticket=ticket.pk)
    if role == CitationRole.SOLVED:
        count_use(article, by=by, what="solved", by_how_much=1, ticket=ticket.pk)
    text = {"title": article.live.title}
    record(Kind.CITED, ticket, by=by, at=now, text=text, citation=made.pk, article=article.pk, role=role)
    return made


@transaction.atomic
def uncite(citation, *, by):
    """It had nothing to do with it after all: then it is not counted either."""
    ticket = citation.ticket
    ticket.lock()
    policy.require(by, "uncite_article", ticket)
    found = Citation.objects.select_for_update(no_key=True).filter(pk=citation.pk).first()
    if found is None:
        raise WrongState("It was taken off already.")
    if found.role == CitationRole.SOURCE:
        raise Refused("What an article was written from stays with it.", field="role")
    article, role = Article.objects.get(pk=found.article_id), found.role
    found.delete()
    if role == CitationRole.SOLVED:
        count_use(article, by=by, what="solved", by_how_much=-1, ticket=ticket.pk)
    if not Citation.objects.filter(ticket=ticket, article=article, role__in=USES).exists():
        count_use(article, by=by, what="used", by_how_much=-1, ticket=ticket.pk)
    record(Kind.UNCITED, ticket, by=by, at=clock.now(), article=article.pk, role=role)
