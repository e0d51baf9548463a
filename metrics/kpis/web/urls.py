from django.urls import path

from . import boards, rows, targets

urlpatterns = [
    path("boards/", boards.boards, name="boards"),
    path("boards/<slug:board>", boards.board, name="board"),
    path("boards/<slug:board>/figures.csv", boards.board_csv, name="board-csv"),
    path("figures/", boards.definitions, name="figure-definitions"),
    path("figures/targets", targets.targets, name="figure-targets"),
    path("figures/<slug:kpi>/rows", rows.figure_rows, name="figure-rows"),
]
