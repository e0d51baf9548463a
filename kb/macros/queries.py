"""Reads of wording, for pages, the API and whatever inserts it."""

from django.db.models import Q

from . import content
from .models import Macro, MacroProposal

RELATED = ("owner", "live__category", "live__team")


def macros(person, *, audience="", kind="", state="", text=""):
    """What the desk reads of: in use (`state` retired: those that are not, any more)."""
    rows = Macro.objects.visible_to(person).select_related(*RELATED)
    rows = rows.filter(retired_at__isnull=state != "retired")
    if audience:
        rows = rows.filter(live__audience=audience)
    if kind:
        rows = rows.filter(live__kind=kind)
    return rows.filter(speaks_of(text)) if text else rows


def offered(person, *, audience, category=None, text=""):
    """What may be inserted now for this audience alone (COM-05): what is bound to the category first, then what fits
    all; what is bound to another one is found by its name."""
    rows = Macro.objects.offered_to(person).filter(live__audience=audience).select_related("live")
    own = [category.pk, category.parent_id] if category else []
    if text:
        return rows.filter(Q(name__icontains=text) | Q(live__purpose__icontains=text)).order_by("name")
    fits = Q(live__category=None) | Q(live__category__in=[pk for pk in own if pk])
    return rows.filter(fits).order_by("live__category", "name")


def speaks_of(text):
    return Q(name__icontains=text) | Q(live__purpose__icontains=text) | Q(live__body__icontains=text)


def versions(macro):
    """The latest first, each with what it changed."""
    rows = list(macro.versions.select_related("proposed_by", "published_by", "approved_by"))
    before = [*(row.plain() for row in rows[1:]), {}]
    return [(row, changes(was, row.plain())) for row, was in zip(rows, before, strict=True)]


def changes(before, after):
    """Field -> (was, now) as one reads them, of what differs."""
    names = [name for name in after if before.get(name) != after.get(name)]
    return {name: (content.spoken(name, before.get(name)), content.spoken(name, after[name])) for name in names}


def open_proposals(person):
    return MacroProposal.objects.visible_to(person).open().select_related("made_by", "macro")
