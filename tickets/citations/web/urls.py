from django.urls import path

from . import views

urlpatterns = [
    path("tickets/<int:pk>/articles", views.articles, name="ticket-articles"),
    path("tickets/<int:pk>/articles/<int:citation_pk>/remove", views.remove, name="ticket-article-remove"),
    path("tickets/<int:pk>/articles/draft", views.drafted, name="ticket-article-draft"),
    path("tickets/<int:pk>/articles/suggestions", views.suggestions, name="ticket-article-suggestions"),
    path("articles/gaps", views.gaps, name="article-gaps"),
]
