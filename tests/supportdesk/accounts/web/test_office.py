"""The pages under /administration/ about people, teams, organisations and regions."""

import pytest
from allauth.mfa.models import Authenticator

from supportdesk.accounts.actions.deactivate import deactivate
from supportdesk.accounts.models import Organisation, Person, Region, Role, Team
from tests.factories import PersonFactory, RegionFactory

pytestmark = pytest.mark.django_db
PAGES = ("people/", "people/new", "teams/", "organisations/", "regions/")


@pytest.fixture
def oscar(acme):
    """Who administers Acme's accounts, and nobody else's."""
    return PersonFactory(name="Oscar", roles=[Role.OA], organisation=acme)


@pytest.fixture
def office(client):
    """`office(olga).get("people/")`: a page of the administration, as somebody sees it."""

    class Office:
        def __init__(self, person):
            client.force_login(person)

        def get(self, page):
            return client.get(f"/administration/{page}")

        def post(self, page, **given):
            return client.post(f"/administration/{page}", given)

    return Office


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_whoever_neither_administers_nor_leads_finds_no_such_page(office, page, sue, rob, ann, erin, paula):
    for person in (sue, rob, ann, erin, paula):
        assert office(person).get(page).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_who_administers_manages_leads_or_audits_reads_it(office, page, olga, max, tess, ada):
    for person in (olga, max, tess, ada):
        assert office(person).get(page).status_code == 200


def test_the_way_there_stands_in_the_rail_of_whoever_may_go(client, olga, ann):
    for person, shown in ((olga, True), (ann, False)):
        client.force_login(person)
        assert ('href="/administration/"' in text(client.get("/notices/"))) is shown


def test_olga_invites_somebody_who_gets_a_link(office, olga, recorded, mailoutbox, client):
    """ROLE-02: people are invited, put into teams and given roles in the browser."""
    answer = office(olga).post(
        "people/new", name="Bea", email="bea@desk.example", roles=["AN", "IC"], zone="Europe/Berlin"
    )
    bea = Person.objects.get(email="bea@desk.example")
    assert answer.headers["Location"] == f"/administration/people/{bea.pk}"
    assert (bea.roles, bea.zone, bea.has_usable_password()) == (["AN", "IC"], "Europe/Berlin", False)
    (event,) = recorded()
    (mail,) = mailoutbox
    assert (event.kind, event.actor_id, mail.to) == ("person.invited", olga.pk, [bea.email])
    link = next(line for line in mail.body.splitlines() if line.startswith("http"))
    assert link.rsplit("/", 2)[-2] not in str(event.data) + str(event.words)
    assert link not in text(client.get(answer.headers["Location"]))
    client.logout()
    chosen = client.get(link, follow=True)
    client.post(
        chosen.redirect_chain[-1][0], {"password1": "a long enough sentence", "password2": "a long enough sentence"}
    )
    bea.refresh_from_db()
    assert bea.check_password("a long enough sentence")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "ann@example.org"}, "Somebody has an account with this address already."),
        ({"email": "ann"}, "Enter a valid email address."),
        ({"roles": []}, "This field is required."),
        ({"zone": "Mars/Olympus"}, "is not one of the available choices"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(office, olga, ann, wrong, said, mailoutbox):
    given = {"name": "Bea", "email": "bea@desk.example", "roles": ["AN"], "zone": "UTC"} | wrong
    answer = office(olga).post("people/new", **given)
    assert answer.status_code == 422
    assert said in text(answer)
    assert mailoutbox == []


def test_a_mail_that_cannot_be_sent_is_said_and_the_account_stands(office, olga, settings, client):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answer = office(olga).post("people/new", name="Bea", email="bea@desk.example", roles=["AN"], zone="UTC")
    assert "could not be sent" in text(client.get(answer.headers["Location"]))


def test_a_manager_and_an_auditor_read_and_invite_nobody(office, max, ada, recorded):
    for person in (max, ada):
        answer = office(person).post("people/new", name="Bea", email="bea@desk.example", roles=["AN"], zone="UTC")
        assert answer.status_code == 403
    assert recorded() == []


def test_people_are_found_by_name_and_address(office, olga, ann, sam):
    found = text(office(olga).get("people/?q=ann@"))
    assert "Ann" in found
    assert "Sam" not in found


def test_roles_are_given_and_taken_away_but_not_ones_own(office, olga, ann, recorded):
    """ROLE-12: nobody gives themselves a role."""
    desk = office(olga)
    desk.post(f"people/{ann.pk}/grant", role="IC")
    desk.post(f"people/{ann.pk}/revoke", role="AN")
    ann.refresh_from_db()
    assert ann.roles == ["IC"]
    assert desk.post(f"people/{olga.pk}/grant", role="SM").status_code == 403
    olga.refresh_from_db()
    assert olga.roles == ["OA"]
    assert [event.kind for event in recorded()] == ["person.role_granted", "person.role_revoked"]


def test_the_page_of_oneself_offers_nothing_that_one_may_not(office, olga):
    page = text(office(olga).get(f"people/{olga.pk}"))
    for button in ("Give the role", "Close the account", "Send a link"):
        assert button not in page


def test_an_account_is_closed_and_opened_again(office, olga, ann, recorded):
    desk = office(olga)
    desk.post(f"people/{ann.pk}/close")
    assert "Open the account" in text(desk.get(f"people/{ann.pk}"))
    desk.post(f"people/{ann.pk}/reopen")
    assert Person.objects.get(pk=ann.pk).is_active
    assert [event.kind for event in recorded()] == ["person.deactivated", "person.reactivated"]
    assert desk.post(f"people/{ann.pk}/reopen").status_code == 409


def test_who_somebody_is_changes_by_the_version_that_was_read(office, olga, ann, recorded):
    desk, north = office(olga), RegionFactory(key="north", name="North")
    given = {"name": "Ann B.", "email": ann.email, "zone": "Asia/Tokyo", "regions": [north.pk], "seen": 1}
    assert desk.post(f"people/{ann.pk}/change", **given).status_code == 302
    ann.refresh_from_db()
    (event,) = recorded()
    assert event.words["changes"] == {
        "name": ["Ann", "Ann B."],
        "zone": ["UTC", "Asia/Tokyo"],
        "regions": ["", "North"],
    }
    assert (ann.name, ann.version, list(ann.regions.all())) == ("Ann B.", 2, [north])
    late = desk.post(f"people/{ann.pk}/change", **given | {"name": "Anna"})
    assert late.status_code == 412
    assert "Ann B." in text(late)


def test_only_a_requester_of_an_organisation_is_let_see_all_of_it(office, olga, rob, ann):
    desk = office(olga)
    given = {"name": "Rob", "email": rob.email, "zone": "UTC", "organisation_access": "on", "seen": 1}
    desk.post(f"people/{rob.pk}/change", **given)
    assert Person.objects.get(pk=rob.pk).organisation_access
    assert "Sees every ticket" not in text(desk.get(f"people/{ann.pk}"))


def test_a_link_goes_to_the_person_and_a_lost_second_factor_is_taken_away(office, olga, ann, mailoutbox, recorded):
    desk = office(olga)
    Authenticator.objects.create(user=ann, type="totp", data={"secret": "x"})
    desk.post(f"people/{ann.pk}/link")
    assert [mail.to for mail in mailoutbox] == [[ann.email]]
    assert "Reset" in text(desk.get(f"people/{ann.pk}"))
    desk.post(f"people/{ann.pk}/factors")
    assert not Authenticator.objects.exists()
    assert [event.kind for event in recorded()] == ["person.link_sent", "person.factors_reset"]
    assert desk.post(f"people/{ann.pk}/factors").status_code == 409


def test_nobody_but_an_admin_resets_anything(office, max, tess, ada, ann, mailoutbox, recorded):
    for person in (max, tess, ada):
        for act in ("link", "factors", "close", "grant", "change"):
            given = {"role": "SM", "name": "A", "email": "a@b.example", "zone": "UTC", "seen": 1}
            assert office(person).post(f"people/{ann.pk}/{act}", **given).status_code == 403
    assert (mailoutbox, recorded()) == ([], [])


def test_an_admin_of_one_organisation_reaches_its_people_only(office, oscar, rob, sue, olga, recorded):
    desk = office(oscar)
    assert "Sue" not in text(desk.get("people/"))
    assert desk.get(f"people/{sue.pk}").status_code == 404
    assert desk.post(f"people/{olga.pk}/close").status_code == 403
    assert desk.post("regions/", name="North", zone="UTC").status_code == 403
    assert desk.post("organisations/", name="Initech", tier="gold", zone="UTC").status_code == 403
    assert desk.post("teams/", name="Ours", level=1).status_code == 403
    assert recorded() == []
    assert desk.post(f"people/{rob.pk}/close").status_code == 302
    stranger = {"name": "Eve", "email": "eve@x.example", "roles": ["RQ"], "zone": "UTC"}
    assert desk.post("people/new", **stranger).status_code == 422
    assert desk.post("people/new", **stranger, organisation=sue.organisation_id).status_code == 422


def test_the_last_admin_keeps_account_and_role(office, olga, by, recorded):
    other = PersonFactory(name="Otto", roles=[Role.OA, Role.AN])
    deactivate(olga, by=by(other))
    recorded()
    answer = office(other).post(f"people/{other.pk}/revoke", role="OA")
    assert answer.status_code == 422
    assert "last operations admin" in text(answer)
    assert recorded() == []


def test_a_team_is_founded_and_filled(office, olga, ann, tess, recorded, mailoutbox):
    """ROLE-02: a team, its people, its queue."""
    desk = office(olga)
    answer = desk.post("teams/", name="Field service", level=2)
    made = Team.objects.get(name="Field service")
    assert answer.headers["Location"] == f"/administration/teams/{made.pk}"
    desk.post(f"teams/{made.pk}/invite", name="Bea", email="bea@desk.example", role="AN")
    desk.post(f"teams/{made.pk}/join", person=ann.pk, lead="on")
    page = text(desk.get(f"teams/{made.pk}"))
    assert "Bea" in page
    assert set(made.memberships.values_list("person__name", "lead")) == {("Bea", False), ("Ann", True)}
    desk.post(f"teams/{made.pk}/leave", person=ann.pk)
    desk.post(f"teams/{made.pk}/change", name="Field", level=2, seen=1)
    made.refresh_from_db()
    assert (made.name, made.memberships.count(), len(mailoutbox)) == ("Field", 1, 1)
    assert [event.kind for event in recorded()] == [
        "team.added",
        "person.invited",
        "person.team_joined",
        "person.team_joined",
        "person.team_left",
        "team.changed",
    ]


def test_a_lead_fills_the_own_team_and_invites_nobody(office, tess, first_line, engineering_team, erin, recorded):
    desk = office(tess)
    assert desk.post(f"teams/{first_line.pk}/join", person=erin.pk).status_code == 302
    assert desk.post(f"teams/{engineering_team.pk}/join", person=tess.pk).status_code == 403
    assert desk.post(f"teams/{first_line.pk}/reviews", on=1).status_code == 302
    assert desk.post(f"teams/{first_line.pk}/invite", name="B", email="b@c.example", role="AN").status_code == 403
    assert [event.kind for event in recorded()] == ["person.team_joined", "team.reviews_switched"]


def test_half_an_invitation_into_a_team_is_none(office, olga, first_line, mailoutbox):
    assert (
        office(olga).post(f"teams/{first_line.pk}/invite", name="B", email="b@c.example", role="RQ").status_code == 422
    )
    assert not Person.objects.filter(email="b@c.example").exists()
    assert mailoutbox == []


def test_organisations_and_regions_are_added_and_changed(office, olga, recorded):
    desk = office(olga)
    desk.post("regions/", name="Northern lights", zone="Europe/Oslo")
    region = Region.objects.get(key="northern-lights")
    desk.post(f"regions/{region.pk}", name="North", zone="Europe/Oslo")
    desk.post("organisations/", name="Initech", tier="gold", region=region.pk, zone="UTC")
    made = Organisation.objects.get(name="Initech")
    desk.post(
        f"organisations/{made.pk}", name="Initech", tier="silver", zone="UTC", region=region.pk, health=70, seen=1
    )
    made.refresh_from_db()
    assert (made.tier, made.health, made.region.name) == ("silver", 70, "North")
    assert [event.kind for event in recorded()] == [
        "region.added",
        "region.changed",
        "organisation.added",
        "organisation.changed",
    ]
    assert desk.post("regions/", name="North", zone="UTC").status_code == 422
