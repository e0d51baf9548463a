"""A revision, checked and not yet written."""

from django.db.models import Max

from supportdesk.accounts.models import Organisation
from supportdesk.errors import Refused
from supportdesk.privacy import policies, screening

from . import codes, difference, internal, shapes
from .models import Revision
from .shapes import Audience, Topic

MINOR_WORDS = 15
CARRIED = ("title", "summary", "audience", "organisation", "tier", "topic", "error_codes", "keywords", "versions")
FIELDS = (*CARRIED, "texts", "inside", "minor", "note")


def begun(article, *, by, at, before=None, restores=None, **given):
    """The next revision: what is not named stays as it was in `before`."""
    values = {name: given.get(name, getattr(before, name) if before else None) for name in CARRIED}
    revision = Revision(
        article=article,
        number=next_number(article),
        author=by.person,
        made_at=at,
        minor=bool(given.get("minor")),
        note=one_line(given.get("note") or "")[:300],
        restores=restores,
    )
    put(revision, values)
    texts = (before.texts if before else {}) | (given.get("texts") or {})
    inside = given["inside"] if given.get("inside") is not None else before.inside if before else ()
    revision.sections = shapes.kept(article.kind, texts, set(inside))
    require_sound(article.kind, revision)
    require_minor(article, revision)
    return revision


def next_number(article):
    """Numbers of what was dropped are not given again."""
    newest = article.revisions.aggregate(newest=Max("number"))["newest"] if article.pk else 0
    return (newest or 0) + 1


def put(revision, values):
    revision.title = one_line(values["title"] or "")
    revision.summary = one_line(values["summary"] or "")
    revision.audience = values["audience"] or Audience.INTERNAL
    revision.organisation, revision.tier = values["organisation"], values["tier"] or ""
    revision.topic, revision.versions = values["topic"] or "", one_line(values["versions"] or "")
    revision.error_codes = codes.kept(values["error_codes"] or ())
    words = (one_line(word)[:60] for word in values["keywords"] or ())
    revision.keywords = list(dict.fromkeys(word for word in words if word))[:30]


def one_line(text):
    return " ".join(text.split())


def require_sound(kind, revision):
    if not revision.title:
        raise Refused("Give it a title.", field="title", missing=("title",))
    for name, most in (("title", 200), ("summary", 500), ("versions", 200)):
        if len(getattr(revision, name)) > most:
            raise Refused(f"At most {most} characters fit here.", field=name)
        if ":::" in getattr(revision, name):
            raise Refused("Passages for the desk alone stand in the sections, not here.", field=name)
    for section in revision.sections:
        require_sound_section(section)
    require_audience(kind, revision)


def require_sound_section(section):
    name = f"section_{section['key']}"
    if len(section["text"]) > shapes.LONGEST:
        raise Refused(f"“{section['title']}” is longer than {shapes.LONGEST:,} characters.", field=name)
    if not internal.closed(section["text"]):
        how = f"a passage for the desk alone begins with the line {internal.MARK} and ends with the line :::"
        raise Refused(f"“{section['title']}”: {how}", field=name)
    refused = [one for one in screening.findings(section["text"], policies.rules()) if one.level == screening.BLOCK]
    if refused:
        raise Refused(f"“{section['title']}”: {refused[0].message} {refused[0].instead}", field=name)


def require_audience(kind, revision):
    if revision.audience not in shapes.audiences(kind):
        label = shapes.ArticleKind(kind).label
        raise Refused(f"{label}: this kind is for the desk only.", field="audience")
    if revision.audience == Audience.ORGANISATION and revision.organisation is None:
        raise Refused("Say for which organisation it is.", field="organisation", missing=("organisation",))
    if revision.audience in (Audience.PUBLIC, Audience.TIER) and revision.organisation is not None:
        raise Refused("What is about one organisation is not for others to read.", field="organisation")
    if revision.audience == Audience.TIER and revision.tier not in Organisation.Tier.values:
        raise Refused("Say for which tier it is.", field="tier", missing=("tier",))
    if revision.audience != Audience.TIER:
        revision.tier = ""
    if revision.topic not in Topic.values:
        raise Refused("Choose one of the topics that are offered.", field="topic")


def require_minor(article, revision):
    """Minor is what a reader would not notice: a few words, the same codes, the same readers, nothing let out."""
    if not revision.minor:
        return
    live = article.live
    if live is None:
        raise Refused("What was never published has no minor change.", field="minor")
    same = ("audience", "organisation_id", "tier", "topic", "error_codes", "inside")
    if any(getattr(live, name) != getattr(revision, name) for name in same):
        raise Refused("Other readers, another topic or other codes are more than a minor change.", field="minor")
    if max(changed(live, revision, "sections"), changed(live, revision, "outward")) > MINOR_WORDS:
        raise Refused(f"More than {MINOR_WORDS} words changed: this is no minor change.", field="minor")


def changed(before, after, name):
    return difference.changed(plain(before, getattr(before, name)), plain(after, getattr(after, name)))


def plain(revision, sections):
    return "\n".join([revision.title, revision.summary, *(f"{one['title']}\n{one['text']}" for one in sections)])
