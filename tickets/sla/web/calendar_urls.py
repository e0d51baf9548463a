from django.urls import path

from . import calendar_drafts, calendar_pages

urlpatterns = [
    path("calendars/", calendar_pages.every_calendar, name="administration-calendars"),
    path("calendars/new", calendar_pages.new_calendar, name="administration-calendar-new"),
    path("calendars/drafts/<int:calendar_draft>/", calendar_drafts.draft, name="administration-calendar-draft"),
    path(
        "calendars/drafts/<int:calendar_draft>/holidays",
        calendar_drafts.holidays,
        name="administration-calendar-holidays",
    ),
    path("calendars/drafts/<int:calendar_draft>/days", calendar_drafts.take, name="administration-calendar-take"),
    path(
        "calendars/drafts/<int:calendar_draft>/discard", calendar_drafts.discard, name="administration-calendar-discard"
    ),
    path("calendars/<slug:calendar>/", calendar_pages.one_calendar, name="administration-calendar"),
    path("calendars/<slug:calendar>/draft", calendar_pages.calendar_draft, name="administration-calendar-begin"),
]
