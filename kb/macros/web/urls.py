from django.urls import path

from . import pages

urlpatterns = [
    path("macros/", pages.macros, name="macros"),
    path("macros/new", pages.new, name="macro-new"),
    path("macros/<int:pk>", pages.macro, name="macro"),
    path("macros/<int:pk>/change", pages.change, name="macro-change"),
    path("macros/<int:pk>/retirement", pages.retirement, name="macro-retirement"),
    path("macros/proposals/<int:macro_proposal_pk>", pages.proposal, name="macro-proposal"),
    path("macros/proposals/<int:macro_proposal_pk>/publication", pages.publish, name="macro-publish"),
    path("macros/proposals/<int:macro_proposal_pk>/withdrawal", pages.withdrawal, name="macro-withdraw"),
]
