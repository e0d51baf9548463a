"""Notices that leave by mail: never more than their reader may see at the moment at which they leave (COM-14)."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from supportdesk.accounts.models import Person
from supportdesk.approvals import subjects

from . import letters
from .groups import group_of
from .models import NoticeChoice, NoticeWay


def ways(people):
    """(person, group) -> the way that they chose."""
    rows = NoticeChoice.objects.filter(person__in=people)
    return {(one.person_id, one.group): one.way for one in rows}


def way_of(chosen, notice):
    return chosen.get((notice.person_id, group_of(notice.kind)), NoticeWay.PAGE)


def write_at_once(notices):
    """One mail for each, to those who still work here."""
    if not notices:
        return
    people = Person.objects.active().filter(is_machine=False).in_bulk({one.person_id for one in notices})
    told = [(one, people[one.person_id]) for one in notices if one.person_id in people]
    letters.post([letter for one, person in told if (letter := letter_of(one, person))])


def letter_of(notice, person):
    said = line(notice, person)
    if said is None:
        return None
    body = render_to_string("mail/notices.txt", {"person": person, "lines": [said], "choices": choices_address()})
    about = {"about": notice.subject, "about_id": notice.subject_id}
    return letters.letter(
        person.email, subject=said["text"], body=body, person_id=person.pk, event_id=notice.event_id, **about
    )


def line(notice, person):
    """What it says and where; nothing when the reader may not know of the thing now, and of what stands behind a wall
    its name alone."""
    text, address = notice.text, reverse("notices")
    if notice.subject in settings.APPROVAL_SUBJECTS:
        thing = subjects.find(person, notice.subject, notice.subject_id)
        if thing is None:
            return None
        address = subjects.of(notice.subject).address(notice.subject_id)
        if thing.restricted:
            text = getattr(thing, "reference", str(thing))
    return {"text": text, "address": settings.SITE_URL + address, "at": notice.created_at}


def choices_address():
    return settings.SITE_URL + reverse("notice-choices")
