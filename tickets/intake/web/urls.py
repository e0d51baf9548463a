from django.urls import path

from . import embedded, fill, manage

urlpatterns = [
    path("forms/", fill.forms, name="forms"),
    path("forms/<slug:form_key>", fill.fill, name="form-fill"),
    path("forms/<slug:form_key>/questions", fill.questions, name="form-questions"),
    path("forms/<slug:form_key>/suggestions", fill.suggestions, name="form-suggestions"),
    path("forms/<slug:form_key>/embed", embedded.embedded, name="form-embed"),
    path("form-requests/<str:request_signed>", embedded.confirm, name="form-request"),
    path("intake-forms/", manage.forms, name="intake-forms"),
    path("intake-forms/new", manage.new, name="intake-form-new"),
    path("intake-forms/<int:pk>", manage.form, name="intake-form"),
    path("intake-forms/<int:pk>/change", manage.change, name="intake-form-change"),
    path("intake-forms/<int:pk>/retirement", manage.retirement, name="intake-form-retirement"),
    path("intake-forms/proposals/<int:form_proposal_pk>", manage.proposal, name="form-proposal"),
    path("intake-forms/proposals/<int:form_proposal_pk>/publication", manage.publish, name="form-publish"),
    path("intake-forms/proposals/<int:form_proposal_pk>/withdrawal", manage.withdrawal, name="form-withdraw"),
]
