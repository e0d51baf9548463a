from django.urls import path

from . import board, public

urlpatterns = [
    path("status/", public.status, name="status"),
    path("status/history", public.history, name="status-history"),
    path("status/summary.json", public.summary, name="status-summary"),
    path("status-board/", board.board, name="status-board"),
    path("status-board/status-parts", board.parts, name="status-parts"),
    path("status-board/status-parts/<int:pk>", board.part, name="status-part"),
    path("status-board/status-parts/<int:pk>/health", board.health, name="status-health"),
    path("status-board/status-notices/<int:pk>", board.notice, name="status-notice"),
    path("status-board/status-notices/<int:pk>/withdrawal", board.withdrawal, name="status-withdrawal"),
]
