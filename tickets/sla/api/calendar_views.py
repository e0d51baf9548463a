"""Calendars, their versions and proposals of the next one; holidays and calendar files, shown before they are taken."""

from supportdesk.api.errors import malformed
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer, nothing

from .. import calendar_files, calendar_terms, calendars, public_holidays, windows
from ..actions.drafts import begin_draft, change_draft, discard_draft
from ..models import Draft
from . import calendar_shapes as shapes
from . import calendar_told as told
from .terms import OfTerms, changes_shown, draft_shown, missing, named

READ, ADMIN = "catalogue:read", "admin"
HOURS = {"type": "number", "minimum": 0, "maximum": calendars.LONGEST_HOURS}
ABOUT = ("reason", "effective_from", "also_open", "policies")


def spoken(spans):
    return [windows.one(start, end).replace("–", "-") for start, end in spans]


def calendar_shown(one):
    return {
        "key": one.key,
        "version": one.version,
        "name": one.name,
        "zone": one.zone,
        "week": {name: spoken(one.week.get(str(number), [])) for number, name in enumerate(shapes.NAMES)},
        "hours_a_week": one.hours.weekly / 3600,
        "holidays": [{"date": day, "name": one.holiday_name(day)} for day in one.holidays],
        "overrides": [
            {"date": day, "windows": spoken(each["windows"]), "reason": each["reason"]}
            for day, each in sorted(one.overrides.items())
        ],
        "effective_from": one.effective_from,
        "reason": one.reason,
    }


def proposal_shown(draft, at):
    built = draft.build(at)
    return draft_shown(draft) | {
        "calendar": calendar_shown(built),
        "changes": changes_shown(calendar_terms.changes(draft.before, built)),
        "policies": draft.policies,
    }


def days_shown(days):
    return [{"date": day, "name": name} for day, name in days.items()]


class OfCalendars(OfTerms):
    def calendar(self, key):
        return calendars.current(key, self.now(self.request)) or missing()

    def proposal(self, pk):
        return self.draft(Draft.What.CALENDAR, pk)


class SlaCalendars(OfCalendars):
    """Those in force, and new ones that have yet to begin."""

    scopes = {"GET": READ}
    tells = {"GET": (200, page_of(told.CalendarTold, cursors=False))}

    def get(self, request):
        return answer({"results": [calendar_shown(one) for one in calendars.in_force(self.now(request))]})


class OneSlaCalendar(OfCalendars):
    scopes = {"GET": READ}
    tells = {"GET": (200, told.CalendarTold)}

    def get(self, request, calendar):
        return answer(calendar_shown(self.calendar(calendar)))


class SlaCalendarVersions(OfCalendars):
    """Every version, the newest first, with what it says otherwise than the one before."""

    scopes = {"GET": READ}
    tells = {"GET": (200, page_of(told.CalendarVersionTold, cursors=False))}

    def get(self, request, calendar):
        rows = list(calendars.versions(calendar)) or missing()
        pairs = zip(rows, [*rows[1:], None], strict=True)
        results = [
            calendar_shown(row) | {"changes": changes_shown(calendar_terms.changes(was, row) if was else {})}
            for row, was in pairs
        ]
        return answer({"results": results})


class SlaCalendarDue(OfCalendars):
    """What so many hours from an instant would be, by the version in force."""

    scopes = {"GET": READ}
    parameters = frozenset({"start", "hours"})
    query = (
        parameter("start", "From when on.", schema={"type": "string", "format": "date-time"}, required=True),
        parameter("hours", "Of the calendar.", schema=HOURS, required=True),
    )
    tells = {"GET": (200, told.Due)}

    def get(self, request, calendar):
        one = self.calendar(calendar)
        start = self.given(request, "start", shapes.serializers.DateTimeField())
        most = calendars.LONGEST_HOURS
        hours = self.given(request, "hours", shapes.serializers.FloatField(min_value=0, max_value=most))
        try:
            found = calendars.tried(one, start, hours)
        except OverflowError:
            raise malformed("That is further than dates go.", "out_of_range", parameter="start") from None
        pieces = [piece._asdict() for piece in found.pieces]
        return answer({"start": found.start, "due": found.due, "pieces": pieces, "more": found.more})

    @staticmethod
    def given(request, name, field):
        try:
            return field.run_validation(request.GET.get(name))
        except shapes.serializers.ValidationError as error:
            raise malformed(" ".join(map(str, error.detail)), "invalid", parameter=name) from error


class CalendarProposals(OfCalendars):
    """Drafts of next versions. What is proposed counts for nothing until it is published."""

    scopes = {"GET": READ, "POST": ADMIN}
    shapes = {"POST": shapes.CalendarProposalIn}
    tells = {"GET": (200, page_of(told.CalendarProposalTold, cursors=False)), "POST": (201, told.CalendarProposalTold)}

    def get(self, request):
        at = self.now(request)
        drafts = Draft.objects.visible_to(self.viewer).open().filter(what=Draft.What.CALENDAR).select_related("made_by")
        return answer({"results": [proposal_shown(one, at) for one in drafts]})

    def post(self, request):
        given = read(shapes.CalendarProposalIn, request)
        key = given.get("key", "")
        before = named(calendars.versions(key).first(), "calendar").plain() if key else {}
        about = {name: given[name] for name in ABOUT if name in given}
        content = shapes.content_of(given, before)
        made = begin_draft(key, by=self.by(), what="calendar", content=content, **about)
        return answer(proposal_shown(made, self.now(request)), 201, Location=f"{request.path}/{made.pk}")


class OneCalendarProposal(OfCalendars):
    """Changed as long as it is a draft; deleting discards it."""

    scopes = {"GET": READ, "PATCH": ADMIN, "DELETE": ADMIN}
    shapes = {"PATCH": shapes.CalendarProposalChange}
    tells = {
        "GET": (200, told.CalendarProposalTold),
        "PATCH": (200, told.CalendarProposalTold),
        "DELETE": (204, None),
    }

    def get(self, request, calendar_draft):
        return answer(proposal_shown(self.proposal(calendar_draft), self.now(request)))

    def patch(self, request, calendar_draft):
        draft, given = self.proposal(calendar_draft), read(shapes.CalendarProposalChange, request)
        about = {name: given[name] for name in ABOUT if name in given}
        content = shapes.content_of(given, draft.content)
        change_draft(draft, by=self.by(), seen=given.get("seen"), content=content, **about)
        return answer(proposal_shown(draft, self.now(request)))

    def delete(self, request, calendar_draft):
        discard_draft(self.proposal(calendar_draft), by=self.by())
        return nothing()


class HolidayCountries(OfCalendars):
    """Whose holidays are known."""

    scopes = {"GET": READ}
    tells = {"GET": (200, page_of(told.HolidayCountry, cursors=False))}

    def get(self, request):
        return answer({"results": [country_shown(*pair) for pair in public_holidays.countries().items()]})


def country_shown(code, name):
    parts = [{"code": part, "name": named} for part, named in public_holidays.subdivisions(code).items()]
    return {"code": code, "name": name, "subdivisions": parts}


class Holidays(OfCalendars):
    """Public holidays of a country or a part of it. Nothing is taken: propose those that close the desk."""

    scopes = {"GET": READ}
    parameters = frozenset({"country", "subdivision", "years"})
    query = (
        parameter("country", "`DE`", required=True),
        parameter("subdivision", "`BY`"),
        parameter("years", "`2026,2027`", required=True),
    )
    tells = {"GET": (200, page_of(told.HolidayTold, cursors=False))}

    def get(self, request):
        years = request.GET.get("years", "")
        if not all(year.strip().isdecimal() and len(year.strip()) == 4 for year in years.split(",")):
            raise malformed("Name the years like 2026,2027.", "invalid", parameter="years")
        country, part = request.GET.get("country", ""), request.GET.get("subdivision", "")
        found = public_holidays.days(country, part, [int(year) for year in years.split(",")])
        return answer({"results": days_shown(found)})


class CalendarFiles(OfCalendars):
    """The all-day events of a calendar file, recurring ones for these years. Nothing is kept."""

    scopes = {"POST": READ}
    shapes = {"POST": shapes.CalendarFileIn}
    tells = {"POST": (200, told.CalendarFileTold)}
    idempotent = False

    def post(self, request):
        given = read(shapes.CalendarFileIn, request)
        try:
            found = calendar_files.read(given["text"], given["years"])
        except calendar_files.Unreadable as error:
            raise malformed(str(error), "calendar_file", pointer="/text") from error
        return answer({"holidays": days_shown(found.days), "timed": found.timed})
