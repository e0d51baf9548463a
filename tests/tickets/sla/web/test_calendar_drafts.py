"""Calendars that people make and change, in the browser and without a script."""

from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from supportdesk import clock
from supportdesk.approvals.models import Approval
from tickets.sla.models import Calendar, Draft, Policy

pytestmark = pytest.mark.django_db
WEEK = "Mon-Fri 9-12 and 13-18"
FILE = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:works@northwind.example
SUMMARY:Works holiday
DTSTART;VALUE=DATE:20201224
RRULE:FREQ=YEARLY
END:VEVENT
BEGIN:VEVENT
UID:meeting@northwind.example
SUMMARY:All hands
DTSTART:20270703T100000Z
END:VEVENT
END:VCALENDAR
"""


def given(draft, **more):
    """What the form of a draft sends, with these values in their place."""
    content = draft.content
    values = {"name": content["name"], "zone": content["zone"], "week": "Mon-Fri 09:00-17:00", "seen": draft.version}
    return values | {"reason": draft.reason, "moves": list(draft.policies)} | more


def said(answer):
    return unescape(answer.content.decode())


def press(at, person, page, draft, act="save", **more):
    draft.refresh_from_db()
    return at(person, page, act=act, **given(draft, **more))


def next_year():
    return clock.now().year + 1


def test_a_new_calendar_is_drafted_and_published(at, max, newest, recorded):
    """SLA-02: hours, a zone, holidays and a staffed day, from a form; nothing counts in it before it is published."""
    page = at(max, "calendars/new", name="Berlin office", zone="berlin", week=WEEK)
    assert (page.status_code, "Did you mean Europe/Berlin" in said(page)) == (422, True)
    page = at(max, "calendars/new", name="Berlin office", zone="europe/berlin", week=WEEK).headers["Location"]
    draft = Draft.objects.get(key="berlin-office")
    assert not Calendar.objects.filter(key="berlin-office").exists()
    hours = {"week": "Mon-Fri 9-12, 13-18"}
    press(
        at,
        max,
        page,
        draft,
        "staff",
        **hours,
        **{"staff-day": f"{next_year()}-12-24", "staff-windows": "9-12", "staff-why": "Half a day"},
    )
    answer = press(at, max, page, draft, "publish", **hours, reason="We open in Berlin.")
    assert answer.headers["Location"] == "/administration/calendars/berlin-office/"
    made = newest("berlin-office")
    assert (made.version, made.zone, made.reason) == (1, "Europe/Berlin", "We open in Berlin.")
    assert made.week == {str(day): [[540, 720], [780, 1080]] for day in range(5)}
    assert made.override_reason(date(next_year(), 12, 24)) == "Half a day"
    kinds = [event.kind for event in recorded()]
    assert kinds == ["terms.drafted", "terms.draft_changed", "terms.draft_changed", "calendar.published"]


def test_the_next_version_moves_the_policies_that_were_ticked_and_no_other(at, max, drafted, newest):
    """SLA-10: which policies count in the new hours is said, one by one; what was published stays as it was."""
    draft, page = drafted(max)
    press(at, max, page, draft, "publish", zone="Europe/Berlin", reason="We moved.", moves=["p3"])
    moved = {one.key: one.version for one in Policy.objects.in_force(clock.now())}
    assert moved == {"p1": 1, "p2": 1, "p3": 2, "p4": 1, "standard": 1}
    assert {target.calendar.version for target in Policy.objects.get(key="p3", version=2).targets.all()} == {2}
    assert {target.calendar.version for target in Policy.objects.get(key="p4").targets.all()} == {1}
    assert (newest("business-hours").zone, Calendar.objects.get(key="business-hours", version=1).zone) == (
        "Europe/Berlin",
        "UTC",
    )


def test_holidays_are_shown_before_they_are_taken_and_each_can_be_left_out(at, max, drafted):
    draft, page = drafted(max)
    answer = press(at, max, page, draft, "holidays")
    place = answer.headers["Location"]
    assert "Germany" in said(at(max, place))
    year = next_year()
    shown = said(at(max, f"{place}?country=DE&subdivision=BY&years={year}"))
    assert [words in shown for words in (f"{year}-01-06", "Epiphany", "Bayern (BY)")] == [True] * 3
    assert f"{year}-01-06" not in said(at(max, f"{place}?country=DE&years={year}"))
    draft.refresh_from_db()
    assert draft.content["holidays"] == []
    at(max, f"{page}days", day=[f"{year}-01-06 Epiphany", f"{year}-12-25 Christmas Day"])
    draft.refresh_from_db()
    assert draft.content["names"] == {f"{year}-01-06": "Epiphany", f"{year}-12-25": "Christmas Day"}
    press(at, max, page, draft, f"open:{year}-01-06")
    draft.refresh_from_db()
    assert draft.content["holidays"] == [f"{year}-12-25"]


def test_days_from_a_file_are_shown_before_they_are_taken(at, max, drafted):
    """Its all-day events, recurring ones for the years that were chosen; what has a time of day is left out."""
    draft, page = drafted(max)
    years = [next_year(), next_year() + 1]
    answer = press(at, max, page, draft, "file", **{"file-text": FILE, "file-years": years})
    assert answer.status_code == 200
    shown = said(answer)
    assert [f"{year}-12-24 Works holiday" in shown for year in (next_year() - 1, *years)] == [False, True, True]
    assert "1 event has a time of day" in shown
    draft.refresh_from_db()
    assert draft.content["holidays"] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (FILE.replace("20201224", "20201324"), "Line 6: DTSTART cannot be read"),
        (FILE.replace("END:VEVENT\nEND:VCALENDAR", "END:VCALENDAR"), "Line 9: VEVENT begins here and nothing ends it"),
        ("<html>", "Line 1: “<html>” is no beginning of a calendar file"),
        ("", "Choose a file, or paste its text."),
    ],
)
def test_a_broken_file_is_refused_with_its_line_and_nothing_typed_is_lost(at, max, drafted, text, words):
    draft, page = drafted(max)
    more = {"file-text": text, "file-years": [next_year()], "staff-why": "Stocktaking", "reason": "Half typed"}
    answer = press(at, max, page, draft, "file", **more)
    assert answer.status_code == 422
    assert [each in said(answer) for each in (words, "Stocktaking", "Half typed")] == [True] * 3


PAST = "2026-01-02"


@pytest.mark.parametrize(
    ("act", "more", "field", "words"),
    [
        ("save", {"week": "Mon-Fri 18-9"}, "week", "“18-9” ends before it begins"),
        ("save", {"week": "Mon-Fri 9-12\nTue 11-13"}, "week", "Tuesday: 09:00–12:00 and 11:00–13:00 overlap."),
        ("save", {"week": "Mon 22-6\nTue 5-9", "overnight": "on"}, "week", "Monday’s 22:00–06:00 runs into Tuesday’s"),
        ("save", {"week": "Mon closed"}, "week", "These hours never open."),
        ("save", {"week": "Mon-Fri 9-25"}, "week", "Line 1: “9-25” names a time that no clock shows."),
        ("save", {"week": "Mo 9"}, "week", "Line 1: “Mo 9” does not begin with a day."),
        ("save", {"zone": "Mars/Base"}, "zone", "There is no time zone “Mars/Base”."),
        ("save", {"name": " "}, "name", "This field is required."),
        ("save", {"effective_from": "2020-01-01T00:00"}, "effective_from", "That lies in the past."),
        ("publish", {"reason": ""}, "reason", "Say why, for whoever is judged by it."),
        ("close", {"close-day": PAST, "close-name": "Moving"}, None, "lies in the past."),
        (
            "close",
            {"close-day": "2030-12-24", "close-until": "2030-12-23", "close-name": "x"},
            None,
            "It ends before it begins.",
        ),
        ("staff", {"staff-day": PAST, "staff-why": "Moving"}, None, "lies in the past."),
        (
            "staff",
            {"staff-day": "2030-12-24", "staff-windows": "9-12, 11-13", "staff-why": "x"},
            None,
            "24-12-2030: 09:00–12:00 and 11:00–13:00 overlap.",
        ),
        ("staff", {"staff-day": "2030-12-24", "staff-windows": "noon", "staff-why": "x"}, None, "“noon” is no window."),
        ("staff", {"staff-day": "2030-12-24"}, "staff-why", "This field is required."),
    ],
)
def test_what_makes_no_sense_is_refused_in_words_and_nothing_typed_is_lost(at, max, drafted, act, more, field, words):
    draft, page = drafted(max)
    typed = {"name": "Hours of the north", "staff-windows": "10-11", "close-name": "Stocktaking"}
    answer = press(at, max, page, draft, act, **typed | more)
    shown = said(answer)
    assert answer.status_code == 422
    assert words in shown
    for value in (typed | more).values():
        assert not value.strip() or value.splitlines()[0] in shown
    if field:
        assert f'aria-describedby="id_{field}-error-1"' in shown
    draft.refresh_from_db()
    assert draft.content["name"] != "Hours of the north" or act == "publish"


def test_an_admin_proposes_a_manager_grants_that_very_draft_and_then_it_is_published(at, olga, max, drafted, newest):
    """SLA-10: changes need approval and a reason (C 66). What was granted is what was read."""
    draft, page = drafted(olga)
    assert "Ask a support manager" in said(at(olga, page))
    press(at, olga, page, draft, "ask", zone="Europe/Berlin", reason="We moved.")
    asked = Approval.objects.get(subject="sla_draft")
    assert "It waits for the answer" in said(at(olga, page))
    seen = said(at(max, asked.address))
    assert "<del>UTC</del><ins>Europe/Berlin</ins>" in seen.replace("\n", "")
    at(max, f"/approvals/{asked.pk}/decision", answer="grant", comment="Yes.")
    assert 'value="publish"' in said(at(olga, page))
    press(at, olga, page, draft, "publish", zone="Europe/Berlin", reason="We moved, later.")
    assert newest("business-hours").version == 1  # other words than those that were granted
    press(at, olga, page, draft, "ask")
    again = Approval.objects.exclude(pk=asked.pk).get()
    at(max, f"/approvals/{again.pk}/decision", answer="grant")
    press(at, olga, page, draft, "publish")
    assert (newest("business-hours").version, newest("business-hours").reason) == (2, "We moved, later.")


def test_a_reason_that_was_forgotten_is_added_and_nothing_else(at, max, drafted, newest):
    draft, page = drafted(max)
    shown = said(press(at, max, page, draft, "publish", zone="Europe/Berlin"))
    assert 'name="seen" value="2"' in shown
    assert press(at, max, page, draft, "publish", reason="We moved.").status_code == 302
    assert newest("business-hours").zone == "Europe/Berlin"


def test_of_two_who_publish_the_second_is_told_and_sees_what_differs(at, max, drafted, newest):
    """Somebody else published meanwhile: nothing of theirs is written over unseen."""
    draft, page = drafted(max)
    Draft.objects.filter(pk=draft.pk).update(key="elsewhere")
    other, elsewhere = drafted(max)
    press(at, max, elsewhere, other, "publish", zone="Europe/Paris", reason="France.")
    Draft.objects.filter(pk=draft.pk).update(key="business-hours")
    stale = at(max, page, act="save", **given(draft, seen=7))
    assert stale.status_code == 412
    draft.refresh_from_db()
    press(at, max, page, draft, "publish", name="Ours", reason="Ours.")
    shown = said(at(max, "calendars/business-hours/"))
    assert newest("business-hours").version == 3
    assert "<del>Europe/Paris</del><ins>UTC</ins>" in shown.replace("\n", "")


def test_a_discarded_draft_changes_nothing(at, max, drafted, newest):
    draft, page = drafted(max)
    at(max, f"{page}discard", go="1")
    draft.refresh_from_db()
    assert (draft.state, newest("business-hours").version) == ("discarded", 1)
    assert press(at, max, page, draft, "publish", reason="Late.").status_code == 409


def test_who_may_not_draft_reads(at, ada, max, ann, sue, drafted):
    draft, page = drafted(max)
    assert "Save the draft" not in said(at(ada, page))
    assert at(ada, page, act="save", **given(draft)).status_code == 403
    assert at(ann, page).status_code == at(sue, page).status_code == 404
    assert at(ada, "calendars/new").status_code == 404


def test_open_tickets_are_judged_by_it_only_when_that_is_said_and_confirmed(at, max, drafted, newest, opened):
    """SLA-10: they keep their version, unless the publisher ticks that they do not: then each is told anew."""
    clock_of = opened().clocks.get(goal="resolution")
    assert clock_of.calendar.version == 1
    draft, page = drafted(max)
    answer = press(at, max, page, draft, "publish", reason="We moved.", zone="Asia/Tokyo", also_open="on")
    assert newest("business-hours").version == 1
    assert "Publish and judge open tickets" in said(at(max, answer.headers["Location"]))
    draft.refresh_from_db()
    at(max, f"/administration/terms/{draft.pk}/publish", seen=draft.version)
    clock_of.refresh_from_db()
    assert (clock_of.calendar.version, clock_of.policy.version) == (2, 2)
    assert clock_of.moments.filter(what="retarget").count() == 1


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (FILE.encode(), 200, "Works holiday"),
        (b"\xef\xbb\xbf" + FILE.encode(), 200, "Works holiday"),
        (b"\xff\xfe\x00", 422, "This is no text in UTF-8, so no calendar file."),
        (b"X" * 1_000_001, 422, "The file is larger than a megabyte."),
    ],
)
def test_a_file_is_uploaded(at, max, drafted, content, status, words):
    draft, page = drafted(max)
    upload = SimpleUploadedFile("closed.ics", content, "text/calendar")
    answer = press(at, max, page, draft, "file", **{"file-upload": upload, "file-years": [next_year()]})
    assert answer.status_code == status
    assert words in said(answer)
