"""The demo's library: an article in each state and of several kinds, for each kind of reader, at work on tickets."""

from django.db import transaction

from kb.articles.actions.draft import draft
from kb.articles.actions.flag import flag
from kb.articles.actions.issue import move_issue
from kb.articles.actions.mark import mark
from kb.articles.actions.misses import note_miss
from kb.articles.actions.notes import keep_note
from kb.articles.actions.publish import publish
from kb.articles.actions.rate import rate
from kb.articles.actions.retire import retire
from kb.articles.actions.review import approve, submit
from kb.articles.actions.revise import revise
from kb.articles.actions.synonyms import keep_synonyms
from kb.articles.models import Article, Copy, Shelf
from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models import Organisation, Person, Role
from supportdesk.catalogue.models import Category, Component
from tickets.desk.models import Ticket

from .actions.cite import cite
from .library import LIBRARY

PEOPLE = ("ann", "joe", "sam", "tess", "max", "olga", "rita")


@transaction.atomic
def fill() -> int:
    """Answers how many articles there are now; what is there already stays."""
    known = {
        person.email.partition("@")[0]: person for person in Person.objects.filter(email__endswith="@demo.example")
    }
    if Article.objects.exists() or not known.keys() >= set(PEOPLE):
        return 0
    by = {name: Actor(known[name], "browser") for name in PEOPLE}
    made = [write(by, **story) for story in LIBRARY]
    readers(made, by)
    at_work(made, by)
    keep_synonyms(["vpn", "tunnel", "remote access"], by=by["olga"])
    keep_note(None, by=by["joe"], title="Which reset button", body="Below the left fan. Hold it for **ten** seconds.")
    for words, times in (("fax machine", 6), ("parking permit", 3)):
        for _ in range(times):
            note_miss(words, by=system("clock"), outside=True)
    return len(made)


def write(by, *, who, state, kind, component=None, category=None, organisation=None, **words):
    """An article as far as its state."""
    given = {"category": place(Category, category), "component": place(Component, component)}
    given["organisation"] = Organisation.objects.filter(name=organisation).first() if organisation else None
    if organisation and given["organisation"] is None:
        words["audience"] = "internal"
    one = draft(kind, by=by[who], **given, **words)
    if state == "draft":
        return one
    if state in ("in_review", "approved"):
        submit(one, by=by[who], comment="From last week's tickets.")
        if state == "approved":
            approve(one, by=by["tess"], comment="Clear and complete.")
        return one
    publish(one, by=by["max"])
    if state == "needs_update":
        mark(one, by=by["sam"], why="the menu of version 6 has other names")
    if state == "next":
        revise(one, by=by[who], seen=one.version, summary="What changes with version 6.", note="For version 6")
    if state == "retired":
        retire(one, by=by["sam"], comment="The old client is gone.")
    return one


def place(model, key):
    """As the demo calls it, else the first there is: an article is filed somewhere."""
    if key is None:
        return None
    return model.objects.filter(key=key).first() or model.objects.order_by("pk").first()


def readers(made, by):
    """Votes, a report, and a known issue whose fix is on its way."""
    live = [one for one in made if one.live]
    flag(live[0], by=by["joe"], reason="outdated", words="The button is called “Reconnect” now.")
    for issue in (one for one in live if one.kind == "known_issue"):
        move_issue(issue, by=by["sam"], status="scheduled", fixed_in="6.1")
    for number, copy in enumerate(Copy.objects.filter(shelf=Shelf.OUTSIDE).order_by("pk")[:4]):
        rate(copy, by=by["rita"], helpful=number != 1, comment="" if number != 1 else "Step 2 was not there for me.")


def at_work(made, by):
    """On a few tickets each: solved by, consulted, and one article that took the place of another."""
    live = [one for one in made if one.live]
    worker = Person.objects.filter(roles__contains=[Role.SA]).order_by("pk").first()
    tickets = Ticket.objects.visible_to(worker).filter(restricted=False, merged_into=None).order_by("-id")[:12]
    for number, ticket in enumerate(tickets):
        role = "solved" if number % 3 else "consulted"
        cite(ticket, by=by["sam"], article=live[number % len(live)], role=role)
    twin = draft("faq", by=by["ann"], title="How do I get my VPN back?", **twin_of(live[0]))
    publish(twin, by=by["ann"])
    retire(twin, by=by["sam"], comment="The guide says more.", into=live[0])


def twin_of(article):
    texts = {"question": "The VPN is gone.", "short_answer": "Connect again."}
    return {"texts": texts, "category": article.category, "error_codes": ["VPN-809"]}
