"""The addresses of people, teams, organisations, regions and tokens under /administration/."""

from django.urls import path

from . import people, person, places, teams, tokens

urlpatterns = [
    path("people/", people.people, name="administration-people"),
    path("people/new", people.person_new, name="administration-person-new"),
    path("people/<int:pk>", person.person, name="administration-person"),
    path("people/<int:pk>/link", person.person_link, name="administration-person-link"),
    *(
        path(f"people/<int:pk>/{name}", person.person_act, {"name": name}, name=f"administration-person-{name}")
        for name in person.DONE
    ),
    path("teams/", teams.teams, name="administration-teams"),
    path("teams/<int:pk>", teams.team, name="administration-team"),
    path("teams/<int:pk>/leave", teams.team_leave, name="administration-team-leave"),
    path("teams/<int:pk>/reviews", teams.team_reviews, name="administration-team-reviews"),
    *(
        path(f"teams/<int:pk>/{name}", teams.team_act, {"name": name}, name=f"administration-team-{name}")
        for name in teams.CARDS
    ),
    path("organisations/", places.organisations, name="administration-organisations"),
    path("organisations/<int:pk>", places.organisation, name="administration-organisation"),
    path("regions/", places.regions, name="administration-regions"),
    path("regions/<int:pk>", places.region, name="administration-region"),
    path("tokens/", tokens.tokens, name="administration-tokens"),
    path("tokens/<int:pk>", tokens.token, name="administration-token"),
    path("tokens/<int:pk>/revoke", tokens.token_revoke, name="administration-token-revoke"),
]
