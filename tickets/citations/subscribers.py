"""What a reply names was sent; what came back was not solved."""

from kb.articles.actions.use import count_use
from kb.articles.models import Article
from supportdesk.accounts.actor import Actor, system
from tickets.desk.kinds import Kind as Desk
from tickets.desk.models import Message, Ticket

from .actions.cite import cite
from .models import Citation, CitationRole
from .queries import named_in


def follow(events):
    """Only what was said counts: a link that was taken out before sending never comes here."""
    for event in events:
        if event.via == "import":
            continue
        if event.kind == Desk.REPLIED and event.data.get("from_desk"):
            sent(event)
        if event.kind == Desk.REOPENED:
            came_back(event)


def sent(event):
    message = Message.objects.select_related("ticket", "author").filter(pk=event.data["message"]).first()
    if message is None:
        return
    numbers = named_in(message.body)
    for article in Article.objects.live().filter(pk__in=numbers).select_related("live"):
        if article.goes_outside:
            by = Actor(message.author, event.via) if message.author.serves else system("clock")
            cite(message.ticket, by=by, article=article, role=CitationRole.SENT, message=message)


def came_back(event):
    ticket = Ticket.objects.filter(pk=event.subject_id).first()
    solved = Citation.objects.filter(ticket=ticket, role=CitationRole.SOLVED).select_related("article")
    for citation in solved:
        count_use(citation.article, by=system("clock"), what="reopened", by_how_much=1, ticket=event.subject_id)
