from django.urls import path

from . import views

urlpatterns = [
    path("macros", views.Macros.as_view(), name="api-macros"),
    path("macros/<int:pk>", views.OneMacro.as_view(), name="api-macro"),
    path("macros/<int:pk>/versions", views.MacroVersions.as_view(), name="api-macro-versions"),
    path("macros/<int:pk>/retirement", views.MacroRetirement.as_view(), name="api-macro-retirement"),
    path("macro-proposals", views.MacroProposals.as_view(), name="api-macro-proposals"),
    path("macro-proposals/<int:pk>", views.OneMacroProposal.as_view(), name="api-macro-proposal"),
    path("macro-proposals/<int:pk>/publication", views.MacroPublication.as_view(), name="api-macro-publication"),
]
