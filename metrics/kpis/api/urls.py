from django.urls import path

from . import views

urlpatterns = [
    path("figures", views.Figures.as_view(), name="api-figures"),
    path("figures/<slug:kpi>", views.OneFigure.as_view(), name="api-figure"),
    path("figures/<slug:kpi>/rows", views.FigureCases.as_view(), name="api-figure-rows"),
    path("boards/<slug:board>", views.OneBoard.as_view(), name="api-board"),
]
