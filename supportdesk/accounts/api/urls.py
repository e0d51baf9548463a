from django.urls import path

from . import people, tokens

urlpatterns = [
    path("me", people.Me.as_view(), name="api-me"),
    path("people", people.People.as_view(), name="api-people"),
    path("people/<int:pk>", people.OnePerson.as_view(), name="api-person"),
    path("organisations", people.Organisations.as_view(), name="api-organisations"),
    path("organisations/<int:pk>", people.OneOrganisation.as_view(), name="api-organisation"),
    path("teams", people.Teams.as_view(), name="api-teams"),
    path("teams/<int:pk>", people.OneTeam.as_view(), name="api-team"),
    path("tokens", tokens.Tokens.as_view(), name="api-tokens"),
    path("tokens/<int:pk>", tokens.OneToken.as_view(), name="api-token"),
]
