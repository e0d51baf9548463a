from django.urls import path

from . import views

urlpatterns = [
    path("surveys", views.Surveys.as_view(), name="api-surveys"),
    path("surveys/<int:pk>", views.OneSurvey.as_view(), name="api-survey"),
    path("surveys/<int:pk>/answer", views.SurveyAnswer.as_view(), name="api-survey-answer"),
]
