"""A broken promise under contract: one item for the managers, with what it is about, decided by those who may."""

from datetime import timedelta
from decimal import Decimal

import pytest

from supportdesk.accounts.models import Organisation, Role
from supportdesk.approvals.actions.grant import grant
from supportdesk.approvals.models import Approval
from supportdesk.errors import NeedsApproval, NotAllowed, Refused, WrongState
from supportdesk.events.models import Event
from supportdesk.outbound.models import Notification
from tests.factories import PersonFactory
from tests.tickets.breaches.test_climbing import at
from tickets.breaches.actions.review import decide_credit
from tickets.breaches.models import CreditReview
from tickets.desk.actions.resolve import resolve

pytestmark = pytest.mark.django_db
WORDS = "The night shift was not manned."


@pytest.fixture
def carla(db):
    return PersonFactory(name="Carla", roles=[Role.CS])


@pytest.fixture
def fred(db):
    return PersonFactory(name="Fred", roles=[Role.FN])


@pytest.fixture
def gold(acme, carla):
    acme.tier, acme.account_owner = Organisation.Tier.GOLD, carla
    acme.save()
    return acme


@pytest.fixture
def costly(gold, promised, late, climbed):
    """A gold customer's ticket, ten minutes over the hour that was promised."""
    promised(None)
    ticket = late(minutes=70)
    climbed()
    return ticket


def test_sla_15_over_rest(costly, climbed, api, max, ann, rob, sue, clock_of):
    """SLA-15: a gold contract breach: a review item with ticket, clock, overrun and account owner; exactly one."""
    climbed()
    (one,) = api(max).get("/credit-reviews", {"state": "open"}).json()["results"]
    broken = clock_of(costly, "resolution")
    assert (one["ticket"], one["clock"], one["goal"]) == (costly.pk, broken.pk, "resolution")
    assert one["account_owner"]["name"] == "Carla"
    assert 600 <= one["overrun"] <= 700
    assert one["running"] is True
    assert one["opened_at"][:19] == broken.breached_at.isoformat()[:19]
    for person in (ann, rob, sue):
        assert api(person).get("/credit-reviews").status_code == 404
        assert api(person).get(f"/credit-reviews/{one['id']}").status_code == 404


def test_sla_15_on_the_page(costly, browse, said, max, ann):
    """SLA-15: the manager finds ticket, clock, overrun and account owner, and decides there."""
    html = said(browse(max).get("/credit-reviews/"))
    for words in ("Acme", f"resolution of {costly.reference}", "10 min over", "and growing", "account of <bdi>Carla"):
        assert words in html
    address = f"/credit-reviews/{CreditReview.objects.get().pk}"
    assert WORDS not in said(browse(max).get(address))
    assert browse(max).post(address, {"credit": "no", "words": ""}).status_code == 422
    assert browse(max).post(address, {"credit": "no", "words": WORDS}).status_code == 302
    assert "Nothing to decide" in said(browse(max).get("/credit-reviews/"))
    decided = said(browse(max).get("/credit-reviews/?state=decided"))
    assert "No credit" in decided
    assert WORDS in decided
    assert browse(ann).get(address).status_code == 404


@pytest.mark.parametrize(
    ("tier", "flags", "items"),
    [("standard", [], 0), ("silver", [], 0), ("gold", [], 1), ("standard", ["penalties"], 1), ("silver", ["trial"], 0)],
)
def test_only_under_contract(acme, promised, late, climbed, tier, flags, items):
    acme.tier, acme.flags = tier, flags
    acme.save()
    promised(None)
    late(minutes=70)
    climbed()
    assert CreditReview.objects.count() == items


def test_a_warning_costs_nothing(gold, promised, late, climbed):
    promised(None)
    late(minutes=50)
    climbed()
    assert not CreditReview.objects.exists()


def test_each_broken_clock_has_its_own(gold, promised, late, climbed):
    promised(None, resolution=3600, first_response=1800)
    late(minutes=70)
    climbed()
    assert set(CreditReview.objects.values_list("clock__goal", flat=True)) == {"resolution", "first_response"}


def test_the_overrun_grows_until_the_clock_stops(costly, by, ann, resolution):
    review = CreditReview.objects.get()
    later = review.opened_at + timedelta(hours=5)
    assert review.overrun(later) == 5 * 3600
    resolve(costly, by=by(ann), seen=costly.version, **resolution)
    review = CreditReview.objects.get()
    stood = (review.clock.stopped_at - review.opened_at).total_seconds()
    assert review.overrun(later) == review.overrun(later + timedelta(days=1)) == pytest.approx(stood)


def test_managers_and_the_account_owner_hear_of_it(max, costly, carla):
    notices = Notification.objects.filter(kind="credit.opened")
    assert sorted(notices.values_list("person__name", flat=True)) == ["Carla", "Max"]
    assert {one.text for one in notices} == {
        f"{costly.reference}: a promise under contract was broken, look at the credit risk"
    }
    (event,) = Event.objects.filter(kind="credit.opened")
    assert (event.data["ticket"], event.data["account_owner"]) == (costly.pk, carla.pk)


def test_its_money_is_not_on_the_tickets_timeline(costly, by, fred, api, ann, browse, said, page):
    decide_credit(
        CreditReview.objects.get(), by=by(fred), credit=True, amount=Decimal("99.5"), currency="EUR", words=WORDS
    )
    assert "99.5" not in said(browse(ann).get(page(costly)))
    assert "99.5" not in api(ann).get(f"/tickets/{costly.pk}/events").content.decode()
    (event,) = Event.objects.with_words().filter(kind="credit.decided")
    assert event.words == {"words": WORDS, "amount": "99.50", "currency": "EUR"}
    assert event.data["credit"] is True


def test_a_manager_gives_money_with_the_word_of_customer_success_or_finance(costly, api, max, fred, by):
    """C 20: the grant is bound to the amount, and used once."""
    review = CreditReview.objects.get()
    path = f"/credit-reviews/{review.pk}/decision"
    letter = {"credit": True, "amount": "120.00", "currency": "EUR", "words": WORDS}
    refused = api(max).post(path, letter)
    assert (refused.status_code, refused.json()["code"]) == (409, "needs_approval")
    ask = refused.json()["ask"]
    assert ask["body"]["arguments"] == {"amount": "120.00", "currency": "EUR"}
    asked = api(max).post("/approvals", ask["body"] | {"reason": WORDS})
    assert asked.status_code == 201
    grant(Approval.objects.get(), by=by(fred))
    assert api(max).post(path, letter | {"amount": "121.00"}).status_code == 409
    given = api(max).post(path, letter)
    assert (given.status_code, given.json()["amount"], given.json()["decided_by"]["name"]) == (200, "120.00", "Max")
    assert api(max).post(path, letter).status_code == 409


@pytest.mark.parametrize("who", ["carla", "fred"])
def test_customer_success_and_finance_decide_by_themselves(costly, api, request, who):
    person, review = request.getfixturevalue(who), CreditReview.objects.get()
    letter = {"credit": True, "amount": "5", "currency": "CHF", "words": WORDS}
    given = api(person).post(f"/credit-reviews/{review.pk}/decision", letter)
    assert (given.status_code, given.json()["credit"], given.json()["amount"]) == (200, True, "5.00")


def test_the_auditor_reads_and_decides_nothing(costly, api, ada, browse, said):
    review = CreditReview.objects.get()
    assert api(ada).get(f"/credit-reviews/{review.pk}").status_code == 200
    assert api(ada).post(f"/credit-reviews/{review.pk}/decision", {"credit": False, "words": WORDS}).status_code == 403
    assert "Decide</button>" not in said(browse(ada).get(f"/credit-reviews/{review.pk}"))


@pytest.mark.parametrize(
    "given",
    [
        {"amount": None, "currency": "EUR"},
        {"amount": Decimal(0), "currency": "EUR"},
        {"amount": Decimal(-5), "currency": "EUR"},
        {"amount": Decimal("1.005"), "currency": "EUR"},
        {"amount": Decimal("NaN"), "currency": "EUR"},
        {"amount": Decimal(5), "currency": ""},
        {"amount": Decimal(5), "currency": "eur"},
        {"amount": Decimal(5), "currency": "€€€"},
    ],
)
def test_what_cannot_be_paid_is_refused(costly, by, fred, given):
    with pytest.raises(Refused):
        decide_credit(CreditReview.objects.get(), by=by(fred), credit=True, words=WORDS, **given)


def test_decided_once_with_a_reason(costly, by, fred, max, ann):
    review = CreditReview.objects.get()
    with pytest.raises(Refused):
        decide_credit(review, by=by(max), credit=False, words=" ")
    with pytest.raises(NotAllowed):
        decide_credit(review, by=by(ann), credit=False, words=WORDS)
    with pytest.raises(NeedsApproval):
        decide_credit(review, by=by(max), credit=True, amount=Decimal(5), currency="EUR", words=WORDS)
    decide_credit(review, by=by(max), credit=False, words=WORDS)
    with pytest.raises(WrongState):
        decide_credit(review, by=by(fred), credit=True, amount=Decimal(5), currency="EUR", words=WORDS)


def test_a_ladder_of_its_own_changes_nothing_about_it(gold, promised, late, climbed):
    promised([at(100, "tell:lead"), at(150, "tell:manager")])
    late(minutes=100)
    climbed()
    assert CreditReview.objects.count() == 1
