from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import policy, reviewing, shelving, workflow, writing
from ..kinds import Kind
from ..models import Revision, State


@transaction.atomic
def revise(article, *, by, seen, **given):
    """Write the next revision: what is not named stays. What is live stays live. Whatever was approved or waits for a
    review was another text, so that is over. Raises Conflict when `seen` is not the present version."""
    article.lock(seen)
    policy.require(by, "draft_article", article)
    workflow.require(article, "revise")
    now = clock.now()
    before = article.working
    revision = writing.begun(article, by=by, at=now, before=before, **given)
    changes = changed(before, revision)
    if not changes:
        raise Refused("Nothing is different from the version before.", field="title")
    take_in(article, revision, now, by)
    text = {"changes": changes, "note": revision.note}
    about = {"number": revision.number, "minor": revision.minor, "version": article.version}
    record(Kind.REVISED, article, by=by, at=now, text=text, **about)
    return article


@transaction.atomic
def restore(article, *, by, seen, number, note=""):
    """Write the words of an earlier revision once more, as the next one: history keeps all (KB-06)."""
    article.lock(seen)
    policy.require(by, "draft_article", article)
    workflow.require(article, "revise")
    old = Revision.objects.filter(article=article, number=number).first()
    if old is None:
        raise Refused("There is no such version.", field="number")
    if old == article.working:
        raise Refused("That is the newest version.", field="number")
    now = clock.now()
    given = {name: getattr(old, name) for name in (*writing.CARRIED, "texts", "inside")}
    said = note or f"Version {number} again"
    revision = writing.begun(article, by=by, at=now, before=article.working, restores=number, note=said, **given)
    take_in(article, revision, now, by)
    about = {"number": revision.number, "of": number, "version": article.version}
    record(Kind.RESTORED, article, by=by, at=now, text={"note": revision.note}, **about)
    return article


def take_in(article, revision, now, by):
    reviewing.end_open(article, by, now)
    revision.save()
    article.working, article.organisation = revision, revision.organisation
    if article.live and article.live.organisation_id != revision.organisation_id:
        article.organisation = article.live.organisation
    if article.state != State.DRAFT:
        article.state, article.state_since = State.DRAFT, now
    article.version += 1
    article.save()
    shelving.stock(article, now)


def changed(before, after):
    """`{field: [was, now]}`, sections by their titles."""
    changes = {}
    for name in writing.CARRIED:
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            changes[name] = [spoken(was), spoken(now)]
    old = {section["key"]: section for section in before.sections}
    for section in after.sections:
        was = old.get(section["key"], {"text": "", "internal": False})
        if was["text"] != section["text"]:
            changes[section["title"]] = [was["text"], section["text"]]
        if was["internal"] != section["internal"]:
            changes[f"{section['title']}: for the desk only"] = [was["internal"], section["internal"]]
    return changes


def spoken(value):
    return ", ".join(value) if isinstance(value, list) else str(value) if value is not None else None
