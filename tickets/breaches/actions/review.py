from decimal import Decimal

from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import CreditReview

LARGEST = Decimal(10_000_000_000)


@transaction.atomic
def open_review(broken, *, by):
    """A broken promise under contract is the managers' to look at (SLA-15): one item for each broken clock."""
    ticket = broken.ticket
    ticket.lock()
    if broken.breached_at is None:
        raise WrongState("This promise was not broken.")
    named = {"ticket": ticket, "organisation": ticket.organisation, "opened_at": broken.breached_at}
    named["account_owner"] = ticket.organisation.account_owner
    review, new = CreditReview.objects.get_or_create(clock=broken, defaults=named)
    if new:
        about = {"ticket": ticket.pk, "clock": broken.pk, "goal": broken.goal, "account_owner": review.account_owner_id}
        record(Kind.CREDIT_OPENED, review, by=by, at=clock.now(), **about)
    return review


@transaction.atomic
def decide_credit(review, *, by, credit, words, amount=None, currency=""):
    """Give the customer something back, with an amount and words, or nothing, with a reason."""
    review.lock()
    given = money(amount, currency) if credit else {}
    if credit:
        policy.require(by, "grant_credit", review, **spoken(given))
    else:
        policy.require(by, "refuse_credit", review)
    if review.decided_at is not None:
        raise WrongState("This was decided already.")
    if not words.strip():
        raise Refused("Say why.", field="words", missing=("words",))
    now = clock.now()
    review.credit, review.words, review.decided_by, review.decided_at = credit, words.strip(), by.person, now
    review.amount, review.currency = given.get("amount"), given.get("currency", "")
    review.save()
    about = {"ticket": review.ticket_id, "clock": review.clock_id, "credit": credit}
    about["overrun"] = round(review.overrun(now))
    text = {"words": review.words} | spoken(given)
    record(Kind.CREDIT_DECIDED, review, by=by, at=now, text=text, **about)
    return review


def money(amount, currency):
    """An amount as it can be paid: two places, in a currency of three letters."""
    if amount is None or not amount.is_finite() or not 0 < amount < LARGEST:
        raise Refused("Give an amount above nothing.", field="amount", missing=("amount",))
    if amount != amount.quantize(Decimal("0.01")):
        raise Refused("An amount has two places behind the point.", field="amount")
    if len(currency) != 3 or not (currency.isascii() and currency.isalpha() and currency.isupper()):
        raise Refused("Name the currency by its three capitals, such as EUR.", field="currency")
    return {"amount": amount.quantize(Decimal("0.01")), "currency": currency}


def spoken(given):
    """As an approval and the log keep it."""
    return {name: str(value) for name, value in given.items()}
