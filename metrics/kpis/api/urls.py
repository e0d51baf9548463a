from django.urls import path

from . import views

urlpatterns = [
    path("kpis", views.Figures.as_view(), name="api-kpis"),
    path("kpis/<slug:kpi>", views.OneFigure.as_view(), name="api-kpi"),
    path("kpis/<slug:kpi>/rows", views.FigureCases.as_view(), name="api-kpi-rows"),
    path("boards/<slug:board>", views.OneBoard.as_view(), name="api-board"),
]
