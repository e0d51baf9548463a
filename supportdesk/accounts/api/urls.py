from django.urls import path

from . import duties, people, tokens

urlpatterns = [
    path("me", people.Me.as_view(), name="api-me"),
    path("people", people.People.as_view(), name="api-people"),
    path("people/<int:pk>", people.OnePerson.as_view(), name="api-person"),
    path("organisations", people.Organisations.as_view(), name="api-organisations"),
    path("organisations/<int:pk>", people.OneOrganisation.as_view(), name="api-organisation"),
    path("teams", people.Teams.as_view(), name="api-teams"),
    path("teams/<int:pk>", people.OneTeam.as_view(), name="api-team"),
    path("people/<int:pk>/stage", duties.Stage.as_view(), name="api-stage"),
    path("teams/<int:pk>/duties", duties.TeamDuties.as_view(), name="api-team-duties"),
    path("teams/<int:pk>/reviews", duties.TeamReviews.as_view(), name="api-team-reviews"),
    path("duties", duties.Duties.as_view(), name="api-duties"),
    path("duties/<int:pk>", duties.OneDuty.as_view(), name="api-duty"),
    path("delegations", duties.Delegations.as_view(), name="api-delegations"),
    path("delegations/<int:pk>", duties.OneDelegation.as_view(), name="api-delegation"),
    path("tokens", tokens.Tokens.as_view(), name="api-tokens"),
    path("tokens/<int:pk>", tokens.OneToken.as_view(), name="api-token"),
]
