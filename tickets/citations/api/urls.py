from django.urls import path

from . import views

urlpatterns = [
    path("tickets/<int:pk>/articles", views.TicketArticles.as_view(), name="api-ticket-articles"),
    path("tickets/<int:pk>/articles/<int:citation_pk>", views.OneTicketArticle.as_view(), name="api-ticket-article"),
    path("tickets/<int:pk>/article-draft", views.TicketWriteUp.as_view(), name="api-ticket-article-draft"),
    path("reports/article-gaps", views.Gaps.as_view(), name="api-article-gaps"),
]
