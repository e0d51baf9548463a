from django.urls import path

from . import errors, problems, trends

urlpatterns = [
    path("problems", problems.Problems.as_view(), name="api-problems"),
    path("problems/<int:pk>", problems.OneProblem.as_view(), name="api-problem"),
    path("problems/<int:pk>/impact", problems.Impact.as_view(), name="api-problem-impact"),
    path("problems/<int:pk>/moves", problems.Move.as_view(), name="api-problem-moves"),
    path("problems/<int:pk>/merging", problems.Merging.as_view(), name="api-problem-merging"),
    path("problems/<int:pk>/fix-priority", problems.FixPriority.as_view(), name="api-problem-priority"),
    path("problems/<int:pk>/chain", problems.Chain.as_view(), name="api-problem-chain"),
    path("problems/<int:pk>/evidence", problems.Evidence.as_view(), name="api-problem-evidence"),
    path("problems/<int:pk>/evidence/<int:ticket_pk>", problems.OneEvidence.as_view(), name="api-problem-ticket"),
    path("problems/<int:pk>/incidents/<int:incident_pk>", problems.OneOutage.as_view(), name="api-problem-incident"),
    path("incidents/<int:pk>/problems", problems.OfIncident.as_view(), name="api-incident-problems"),
    path("problems/<int:pk>/actions", problems.Actions.as_view(), name="api-problem-actions"),
    path("problems/<int:pk>/actions/<int:action_pk>/done", problems.ActionDone.as_view(), name="api-fix-done"),
    path("problems/<int:pk>/actions/<int:action_pk>/dropped", problems.ActionDropped.as_view(), name="api-fix-dropped"),
    path("known-errors", errors.KnownErrors.as_view(), name="api-known-errors"),
    path("known-errors/<int:pk>", errors.OneKnownError.as_view(), name="api-known-error"),
    path("known-errors/<int:pk>/status", errors.ErrorStatus.as_view(), name="api-known-error-status"),
    path("known-errors/<int:pk>/publication", errors.Publication.as_view(), name="api-known-error-publication"),
    path("known-errors/<int:pk>/check", errors.Check.as_view(), name="api-known-error-check"),
    path("known-errors/<int:pk>/offers", errors.Offers.as_view(), name="api-workarounds"),
    path("known-errors/<int:pk>/offers/<int:offer_pk>", errors.OfferAnswer.as_view(), name="api-workaround"),
    path("tickets/<int:pk>/known-errors", errors.BesideTicket.as_view(), name="api-ticket-known-errors"),
    path("tickets/<int:pk>/known-errors/<int:known_error_pk>", errors.MetError.as_view(), name="api-met-error"),
    path("tickets/<int:pk>/recurring", errors.Recurring.as_view(), name="api-ticket-recurring"),
    path("trends/spikes", trends.Spikes.as_view(), name="api-spikes"),
    path("trends/spikes/<int:pk>", trends.OneSpike.as_view(), name="api-spike"),
    path("trends/spikes/<int:pk>/decision", trends.SpikeDecision.as_view(), name="api-spike-decision"),
    path("trends/flags", trends.Flags.as_view(), name="api-flags"),
]
