from django.urls import path

from . import articles

urlpatterns = [
    path("articles", articles.Articles.as_view(), name="api-articles"),
    path("articles/<int:pk>", articles.OneArticle.as_view(), name="api-article"),
    path("articles/<int:pk>/revisions", articles.ArticleRevisions.as_view(), name="api-article-revisions"),
    path("articles/<int:pk>/restoration", articles.ArticleRestoration.as_view(), name="api-article-restoration"),
    path("articles/<int:pk>/moves", articles.ArticleMoves.as_view(), name="api-article-moves"),
    path("articles/<int:pk>/reviews", articles.ArticleReviews.as_view(), name="api-article-reviews"),
    path("articles/<int:pk>/retirement", articles.ArticleRetirement.as_view(), name="api-article-retirement"),
]
