from django.urls import path

from . import views

urlpatterns = [
    path("status-parts", views.StatusParts.as_view(), name="api-status-parts"),
    path("status-parts/<int:pk>", views.OneStatusPart.as_view(), name="api-status-part"),
    path("status-parts/<int:pk>/health", views.PartHealth.as_view(), name="api-status-health"),
    path("status-notices", views.StatusNotices.as_view(), name="api-status-notices"),
    path("status-notices/<int:pk>", views.OneStatusNotice.as_view(), name="api-status-notice"),
    path("status-notices/<int:pk>/posts", views.NoticePosts.as_view(), name="api-status-posts"),
    path("status-notices/<int:pk>/withdrawal", views.NoticeWithdrawal.as_view(), name="api-status-withdrawal"),
]
