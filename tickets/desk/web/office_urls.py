from django.urls import path

from . import office

urlpatterns = [
    path("workflow/", office.workflow, name="administration-workflow"),
    path("workflow/<int:pk>", office.gates, name="administration-gates"),
    path("time-boxes/", office.time_boxes, name="administration-time-boxes"),
    path("time-boxes/<int:pk>", office.time_box, name="administration-time-box"),
    path("time-boxes/<int:pk>/end", office.time_box_end, name="administration-time-box-end"),
]
