from django.urls import path

from . import views

urlpatterns = [
    path("breach-reasons", views.BreachReasons.as_view(), name="api-breach-reasons"),
    path("breach-reasons/<int:pk>", views.OneBreachReason.as_view(), name="api-breach-reason"),
    path("breach-reasons/<int:pk>/answer", views.ReasonAnswer.as_view(), name="api-breach-reason-answer"),
    path("credit-reviews", views.CreditReviews.as_view(), name="api-credit-reviews"),
    path("credit-reviews/<int:pk>", views.OneCreditReview.as_view(), name="api-credit-review"),
    path("credit-reviews/<int:pk>/decision", views.CreditDecision.as_view(), name="api-credit-decision"),
]
