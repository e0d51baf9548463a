from django.urls import path

from . import after, parts, runbooks, urgent, views, walls

ONE = "incidents/<int:pk>"

urlpatterns = [
    path("incidents", views.Incidents.as_view(), name="api-incidents"),
    path(ONE, views.OneIncident.as_view(), name="api-incident"),
    path(f"{ONE}/moves", views.IncidentMoves.as_view(), name="api-incident-moves"),
    path(f"{ONE}/declaration", views.IncidentDeclaration.as_view(), name="api-incident-declaration"),
    path(f"{ONE}/dismissal", views.IncidentDismissal.as_view(), name="api-incident-dismissal"),
    path(f"{ONE}/severity", views.IncidentSeverity.as_view(), name="api-incident-severity"),
    path(f"{ONE}/roles", parts.IncidentRoles.as_view(), name="api-incident-roles"),
    path(f"{ONE}/roles/<int:span_pk>/answer", parts.IncidentRoleAnswer.as_view(), name="api-incident-role-answer"),
    path(f"{ONE}/entries", parts.IncidentEntries.as_view(), name="api-incident-entries"),
    path(f"{ONE}/entries/<int:entry_pk>", parts.OneIncidentEntry.as_view(), name="api-incident-entry"),
    path(f"{ONE}/files/<int:entry_file_pk>/link", parts.EntryFileLink.as_view(), name="api-incident-file-link"),
    path(f"{ONE}/tickets", parts.IncidentTickets.as_view(), name="api-incident-tickets"),
    path(f"{ONE}/tickets/<int:ticket_pk>/unlink", parts.IncidentTicketEnd.as_view(), name="api-incident-unlink"),
    path(f"{ONE}/impact", parts.IncidentImpact.as_view(), name="api-incident-impact"),
    path(f"{ONE}/workarounds", after.IncidentWorkarounds.as_view(), name="api-incident-workarounds"),
    path(
        f"{ONE}/workarounds/<int:workaround_pk>/approval",
        after.IncidentWorkaroundApproval.as_view(),
        name="api-incident-workaround-approval",
    ),
    path(
        f"{ONE}/workarounds/<int:workaround_pk>/withdrawal",
        after.IncidentWorkaroundEnd.as_view(),
        name="api-incident-workaround-withdrawal",
    ),
    path(f"{ONE}/checks", after.RecoveryChecks.as_view(), name="api-incident-checks"),
    path(f"{ONE}/checks/<int:check_pk>/result", after.RecoveryResult.as_view(), name="api-incident-check-result"),
    path(f"{ONE}/runbooks", runbooks.IncidentRunbooks.as_view(), name="api-incident-runbooks"),
    path(f"{ONE}/runbooks/<int:runbook_pk>", runbooks.OneIncidentRunbook.as_view(), name="api-incident-runbook"),
    path(
        f"{ONE}/runbooks/<int:runbook_pk>/steps",
        runbooks.IncidentRunbookSteps.as_view(),
        name="api-incident-runbook-steps",
    ),
    path(
        f"{ONE}/runbooks/<int:runbook_pk>/end", runbooks.IncidentRunbookEnd.as_view(), name="api-incident-runbook-end"
    ),
    path(f"{ONE}/items", after.IncidentItems.as_view(), name="api-incident-items"),
    path(f"{ONE}/items/<int:item_pk>/end", after.IncidentItemEnd.as_view(), name="api-incident-item-end"),
    path(f"{ONE}/sweep", after.IncidentSweep.as_view(), name="api-incident-sweep"),
    path(f"{ONE}/final-message", after.IncidentFinalMessage.as_view(), name="api-incident-final-message"),
    path(f"{ONE}/told-otherwise", after.IncidentToldOtherwise.as_view(), name="api-incident-told-otherwise"),
    path(f"{ONE}/restriction", walls.IncidentRestriction.as_view(), name="api-incident-restriction"),
    path(f"{ONE}/restriction/end", walls.IncidentRestrictionEnd.as_view(), name="api-incident-restriction-end"),
    path(f"{ONE}/restriction/release", walls.IncidentWordsRelease.as_view(), name="api-incident-restriction-release"),
    path(f"{ONE}/restriction/people", walls.IncidentReaders.as_view(), name="api-incident-restriction-people"),
    path(
        f"{ONE}/restriction/people/<int:person_pk>",
        walls.OneIncidentReader.as_view(),
        name="api-incident-restriction-person",
    ),
    path(f"{ONE}/article", walls.IncidentWriteUp.as_view(), name="api-incident-article"),
    path(f"{ONE}/publication", urgent.IncidentPublication.as_view(), name="api-incident-publication"),
    path(f"{ONE}/review", after.IncidentReview.as_view(), name="api-incident-review"),
    path(f"{ONE}/review/signature", after.IncidentReviewSignature.as_view(), name="api-incident-review-signature"),
]
