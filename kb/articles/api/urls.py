from django.urls import path

from . import articles, help, notes, upkeep

urlpatterns = [
    path("articles", articles.Articles.as_view(), name="api-articles"),
    path("articles/<int:pk>", articles.OneArticle.as_view(), name="api-article"),
    path("articles/<int:pk>/revisions", articles.ArticleRevisions.as_view(), name="api-article-revisions"),
    path("articles/<int:pk>/restoration", articles.ArticleRestoration.as_view(), name="api-article-restoration"),
    path("articles/<int:pk>/moves", articles.ArticleMoves.as_view(), name="api-article-moves"),
    path("articles/<int:pk>/reviews", articles.ArticleReviews.as_view(), name="api-article-reviews"),
    path("articles/<int:pk>/retirement", articles.ArticleRetirement.as_view(), name="api-article-retirement"),
    path("articles/<int:pk>/flags", upkeep.ArticleFlags.as_view(), name="api-article-flags"),
    path(
        "articles/<int:pk>/flags/<int:flag_pk>/settlement", upkeep.FlagSettlement.as_view(), name="api-flag-settlement"
    ),
    path("articles/<int:pk>/issue", upkeep.ArticleIssue.as_view(), name="api-article-issue"),
    path("articles/<int:pk>/mark", upkeep.ArticleMark.as_view(), name="api-article-mark"),
    path("article-tasks", upkeep.ArticleTasks.as_view(), name="api-article-tasks"),
    path("article-search", upkeep.ArticleSearch.as_view(), name="api-article-search"),
    path("article-suggestions", help.Suggestions.as_view(), name="api-article-suggestions"),
    path("article-synonyms", upkeep.SynonymGroups.as_view(), name="api-article-synonyms"),
    path("article-synonyms/<int:pk>", upkeep.OneSynonymGroup.as_view(), name="api-article-synonym"),
    path("reports/contributions", upkeep.Contributions.as_view(), name="api-contributions"),
    path("reports/orphans", upkeep.Orphans.as_view(), name="api-orphans"),
    path("help/articles", help.HelpArticles.as_view(), name="api-help-articles"),
    path("help/articles/<int:pk>", help.OneHelpArticle.as_view(), name="api-help-article"),
    path("help/articles/<int:pk>/feedback", help.HelpFeedback.as_view(), name="api-help-feedback"),
    path("help/search", help.HelpSearch.as_view(), name="api-help-search"),
    path("working-notes", notes.WorkingNotes.as_view(), name="api-working-notes"),
    path("working-notes/<int:pk>", notes.OneWorkingNote.as_view(), name="api-working-note"),
    path("working-notes/<int:pk>/promotion", notes.Promotion.as_view(), name="api-working-note-promotion"),
]
