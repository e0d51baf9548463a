from django.urls import path

from . import runs, what_ifs

urlpatterns = [
    path("sla-proposals/<int:policy_draft>/publish", runs.PublishedSlaProposal.as_view(), name="api-sla-publish"),
    path(
        "calendar-proposals/<int:calendar_draft>/publish",
        runs.PublishedCalendarProposal.as_view(),
        name="api-calendar-publish",
    ),
    path("sla-runs/<int:retarget_run>", runs.SlaRun.as_view(), name="api-sla-run"),
    path("sla-runs/<int:retarget_run>/stop", runs.StoppedSlaRun.as_view(), name="api-sla-run-stop"),
    path("what-ifs", what_ifs.WhatIfs.as_view(), name="api-what-ifs"),
    path("what-ifs/<int:pk>", what_ifs.OneWhatIf.as_view(), name="api-what-if"),
    path("what-ifs/<int:pk>/stop", what_ifs.WhatIfStop.as_view(), name="api-what-if-stop"),
    path("what-ifs/<int:pk>/breaches", what_ifs.Breaches.as_view(), name="api-what-if-breaches"),
]
