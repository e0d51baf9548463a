"""Reads of playbooks, for pages, the API and whatever begins one."""

from django.db.models import Case, IntegerField, Q, Value, When

from . import content
from .models import Playbook, PlaybookProposal

RELATED = ("owner", "live__category", "live__component", "live__team")


def playbooks(person, *, kind="", state="", text=""):
    rows = Playbook.objects.visible_to(person).select_related(*RELATED)
    rows = rows.filter(retired_at__isnull=state != "retired")
    if kind:
        rows = rows.filter(live__kind=kind)
    return rows.filter(Q(name__icontains=text) | Q(live__trigger__icontains=text)) if text else rows


def offered(person, *, category=None, component=None):
    """What may be begun now, what is bound to the component or the category first."""
    own = [pk for pk in (category.pk, category.parent_id) if pk] if category else []
    whens = [When(live__category__in=own, then=Value(1))]
    if component:
        whens.insert(0, When(live__component=component, then=Value(0)))
    fits = Case(*whens, default=Value(2), output_field=IntegerField())
    rows = Playbook.objects.offered_to(person).select_related("live")
    return rows.annotate(fits=fits).order_by("fits", "name")


def versions(playbook):
    """The latest first, each with what it changed."""
    rows = list(playbook.versions.select_related("proposed_by", "published_by", "approved_by"))
    before = [*(row.plain() for row in rows[1:]), {}]
    return [(row, changes(was, row.plain())) for row, was in zip(rows, before, strict=True)]


def changes(before, after):
    """Field -> (was, now) as one reads them, of what differs."""
    names = [name for name in after if before.get(name) != after.get(name)]
    return {name: (content.spoken(name, before.get(name)), content.spoken(name, after[name])) for name in names}


def open_proposals(person):
    return PlaybookProposal.objects.visible_to(person).open().select_related("made_by", "playbook")
