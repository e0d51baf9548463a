from django.urls import path

from . import runs, what_ifs

urlpatterns = [
    path("administration/terms/<int:terms_draft>/publish", runs.draft_publish, name="administration-draft-publish"),
    path("administration/terms/runs/<int:retarget_run>", runs.run, name="retarget-run"),
    path("administration/terms/runs/<int:retarget_run>/stop", runs.run_stop, name="retarget-run-stop"),
    path("administration/what-ifs/", what_ifs.what_ifs, name="administration-what-ifs"),
    path("administration/what-ifs/<int:pk>", what_ifs.what_if, name="administration-what-if"),
    path("administration/what-ifs/<int:pk>/stop", what_ifs.stop, name="administration-what-if-stop"),
]
