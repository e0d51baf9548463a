"""What follows from what happened to articles: doubts about others, and notices to those who have to do something."""

from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Person
from supportdesk.outbound import notices
from supportdesk.outbound.models import Notification

from .actions.mark import mark
from .kinds import Kind
from .models import Article, Review, State
from .shapes import ArticleKind

MOST = 20
AFTER_RELEASE = "check after the release that KB-{} tells of"
OWNER_HEARS = {
    Kind.FLAGGED: "{article}: {actor} says that something is wrong with it",
    Kind.FELL_DUE: "{article}: its period is over, look whether it is still right",
    Kind.EXPIRED: "{article}: its end has come, it was taken down",
    Kind.MARKED: "{article} needs an update",
}
ASKED = {
    Kind.SUBMITTED: "waits for your look",
    Kind.APPROVED: "waits for your look",
    Kind.PUBLISHED: "went out in an emergency, look at it within a day",
    Kind.OVERLOOKED: "went out in an emergency, and your look is overdue",
}
WRITER_HEARS = {Kind.APPROVED: "{article}: {actor} approved it", Kind.RETURNED: "{article}: {actor} returned it"}


def doubt_after_release(events):
    """A release that touches a component puts its articles in doubt (KB-11)."""
    for event in events:
        if event.kind != Kind.PUBLISHED:
            continue
        note = Article.objects.filter(pk=event.subject_id, kind=ArticleKind.RELEASE_NOTE).first()
        if note is None or note.component_id is None:
            continue
        touched = Article.objects.live().filter(component=note.component_id).exclude(kind=ArticleKind.RELEASE_NOTE)
        for article in touched.exclude(state=State.RETIRED).order_by("pk"):
            mark(article, by=system("clock"), why=AFTER_RELEASE.format(note.pk))


def tell(events):
    """Owners of what they have to look at, reviewers of what waits for them, writers of what was said."""
    about = [event for event in events if event.subject == Article.subject]
    articles = Article.objects.with_words().in_bulk({event.subject_id for event in about})
    written = [one for event in about if event.subject_id in articles for one in notices_of(event, articles)]
    if written:
        notices.write(written)


def notices_of(event, articles):
    article = articles[event.subject_id]
    words = OWNER_HEARS.get(event.kind)
    if words and article.owner_id != event.actor_id:
        return [notice(event, article.owner_id, said(words, event, article))]
    text = ASKED.get(event.kind)
    if text and "review" in event.data and event.data.get("left") != 0:
        asked = f"{article} {text}: {article.working.title}"
        return [notice(event, person.pk, asked) for person in reviewers(event)]
    if event.kind in WRITER_HEARS:
        review = Review.objects.filter(pk=event.data["review"]).first()
        return [notice(event, review.asked_by_id, said(WRITER_HEARS[event.kind], event, article))] if review else []
    return []


def reviewers(event):
    """Those whose word is asked next, and who did not write it."""
    review = Review.objects.filter(pk=event.data["review"], answer=Review.Answer.ASKED).first()
    if review is None:
        return []
    able = Person.objects.active().filter(roles__overlap=review.roles, organisation=None)
    return list(able.exclude(pk__in=[*review.authors, *review.granted_by, review.asked_by_id]).order_by("pk")[:MOST])


def said(words, event, article):
    who = event.actor_name if not event.data.get("by_reader") else "a reader"
    return words.format(article=f"{article} {article.title}", actor=who)


def notice(event, person_id, text):
    return Notification(
        person_id=person_id,
        event_id=event.pk,
        kind=event.kind,
        subject=event.subject,
        subject_id=event.subject_id,
        text=text[:300],
        created_at=event.recorded_at,
    )
