from django.urls import path

from . import duties, keys, office, people, tokens

urlpatterns = [
    path("me", people.Me.as_view(), name="api-me"),
    path("me/keys", keys.Keys.as_view(), name="api-keys"),
    path("me/keys/<str:command>", keys.OneKey.as_view(), name="api-key"),
    path("people", people.People.as_view(), name="api-people"),
    path("people/<int:pk>", people.OnePerson.as_view(), name="api-person"),
    path("people/<int:pk>/phone", people.PersonPhone.as_view(), name="api-person-phone"),
    path("organisations", people.Organisations.as_view(), name="api-organisations"),
    path("organisations/<int:pk>", people.OneOrganisation.as_view(), name="api-organisation"),
    path("teams", people.Teams.as_view(), name="api-teams"),
    path("teams/<int:pk>", people.OneTeam.as_view(), name="api-team"),
    path("people/<int:pk>/roles", office.PersonRoles.as_view(), name="api-person-roles"),
    path("people/<int:pk>/roles/<str:role>", office.PersonRole.as_view(), name="api-person-role"),
    path("people/<int:pk>/closure", office.PersonClosure.as_view(), name="api-person-closure"),
    path("people/<int:pk>/link", office.PersonLink.as_view(), name="api-person-link"),
    path("people/<int:pk>/factors", office.PersonFactors.as_view(), name="api-person-factors"),
    path("teams/<int:pk>/members", office.TeamMembers.as_view(), name="api-team-members"),
    path("teams/<int:pk>/members/<int:person_pk>", office.TeamMember.as_view(), name="api-team-member"),
    path("regions", office.Regions.as_view(), name="api-regions"),
    path("regions/<int:pk>", office.OneRegion.as_view(), name="api-region"),
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
