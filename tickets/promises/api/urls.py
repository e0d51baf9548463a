from django.urls import path

from . import what_ifs

urlpatterns = [
    path("what-ifs", what_ifs.WhatIfs.as_view(), name="api-what-ifs"),
    path("what-ifs/<int:pk>", what_ifs.OneWhatIf.as_view(), name="api-what-if"),
    path("what-ifs/<int:pk>/stop", what_ifs.WhatIfStop.as_view(), name="api-what-if-stop"),
    path("what-ifs/<int:pk>/breaches", what_ifs.Breaches.as_view(), name="api-what-if-breaches"),
]
