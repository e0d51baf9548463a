"""Credit reviews as what approvals are about (`supportdesk.approvals.subjects`)."""

from decimal import Decimal, InvalidOperation

from django.urls import reverse

from supportdesk.errors import Refused

from . import policy
from .actions.review import money, spoken
from .models import CreditReview


def seen(person):
    return CreditReview.objects.visible_to(person)


def need(by, action, review):
    if action != "grant_credit":
        raise Refused("There is no such action.", field="action")
    return policy.need(by, action, review)


def arguments(by, action, given):
    """The grant is bound to the amount."""
    if set(given) != {"amount", "currency"} or not all(isinstance(value, str) for value in given.values()):
        raise Refused("Say which amount in which currency, and nothing else.", field="arguments")
    try:
        amount = Decimal(given["amount"])
    except InvalidOperation as error:
        raise Refused("Say which amount.", field="arguments") from error
    return spoken(money(amount, given["currency"]))


def words(action, review, given):
    """The request as one says it."""
    return f"Credit {given['amount']} {given['currency']} to {review.organisation} for {review.ticket.reference}"


def team(review):
    return review.ticket.queue.team_id


def address(pk):
    return reverse("credit-review", args=[pk])
