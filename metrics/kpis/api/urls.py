from django.urls import path

from . import views

urlpatterns = [
    path("kpis", views.Kpis.as_view(), name="api-kpis"),
    path("kpis/<slug:kpi>", views.OneKpi.as_view(), name="api-kpi"),
    path("kpis/<slug:kpi>/rows", views.KpiCases.as_view(), name="api-kpi-rows"),
    path("boards/<slug:board>", views.OneBoard.as_view(), name="api-board"),
]
