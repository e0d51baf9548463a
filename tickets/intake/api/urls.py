from django.urls import path

from . import fill, manage

urlpatterns = [
    path("forms", fill.Forms.as_view(), name="api-forms"),
    path("forms/<slug:form_key>", fill.OneForm.as_view(), name="api-form"),
    path("forms/<slug:form_key>/answers", fill.FormAnswers.as_view(), name="api-form-answers"),
    path("forms/<slug:form_key>/versions", manage.FormVersions.as_view(), name="api-form-versions"),
    path("forms/<slug:form_key>/retirement", manage.FormRetirement.as_view(), name="api-form-retirement"),
    path("tickets/<int:pk>/form", fill.TicketForm.as_view(), name="api-ticket-form"),
    path("form-proposals", manage.FormProposals.as_view(), name="api-form-proposals"),
    path("form-proposals/<int:pk>", manage.OneFormProposal.as_view(), name="api-form-proposal"),
    path("form-proposals/<int:pk>/publication", manage.FormPublication.as_view(), name="api-form-publication"),
]
