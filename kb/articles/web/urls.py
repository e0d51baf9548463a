from django.urls import path

from . import changes, library, pages

urlpatterns = [
    path("articles/", library.library, name="articles"),
    path("articles/new", pages.new, name="article-new"),
    path("articles/<int:pk>", pages.article, name="article"),
    path("articles/<int:pk>/edit", pages.edit, name="article-edit"),
    path("articles/<int:pk>/versions", pages.versions, name="article-versions"),
    path("articles/<int:pk>/versions/<int:number>", pages.version, name="article-version"),
    path("articles/<int:pk>/versions/<int:number>/restore", changes.restoration, name="article-restore"),
    path("articles/<int:pk>/moves", changes.moves, name="article-moves"),
    path("articles/<int:pk>/review", changes.review, name="article-review"),
    path("articles/<int:pk>/filing", changes.filing, name="article-filing"),
    path("articles/<int:pk>/retirement", changes.retirement, name="article-retirement"),
]
