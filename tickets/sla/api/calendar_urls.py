from django.urls import path

from . import calendar_views as views

urlpatterns = [
    path("calendars", views.SlaCalendars.as_view(), name="api-calendars"),
    path("calendars/<slug:calendar>", views.OneSlaCalendar.as_view(), name="api-calendar"),
    path("calendars/<slug:calendar>/versions", views.SlaCalendarVersions.as_view(), name="api-calendar-versions"),
    path("calendars/<slug:calendar>/due", views.SlaCalendarDue.as_view(), name="api-calendar-due"),
    path("calendar-proposals", views.CalendarProposals.as_view(), name="api-calendar-proposals"),
    path("calendar-proposals/<int:calendar_draft>", views.OneCalendarProposal.as_view(), name="api-calendar-proposal"),
    path("calendar-files", views.CalendarFiles.as_view(), name="api-calendar-files"),
    path("holidays", views.Holidays.as_view(), name="api-holidays"),
    path("holiday-countries", views.HolidayCountries.as_view(), name="api-holiday-countries"),
]
