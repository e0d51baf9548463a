from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import Occurrence, record, record_all
from tickets.desk.actions.reply import reply
from tickets.desk.models import Ticket
from tickets.desk.states import LIVE

from .. import policy
from ..kinds import Kind
from ..models import WorkaroundOffer
from ..states import Answer


@transaction.atomic
def offer_workaround(known_error, *, by):
    """Push the workaround to every live ticket that is linked: each owner is asked, and nothing is sent before
    (PRB-05). A ticket that has it, or is asked about it, is left. Answers the offers."""
    found = list(waiting(known_error))
    known_error.lock()
    policy.require(by, "approve_known_error", known_error)
    if not known_error.is_standing:
        raise WrongState("Only what is published and not fixed is offered.")
    words = said(known_error)
    if not words:
        raise Refused("There is no workaround to offer yet.", field="workaround", missing=("workaround",))
    now = clock.now()
    about = {"known_error": known_error, "words": words, "offered_by": by.person, "offered_at": now}
    made = WorkaroundOffer.objects.bulk_create([WorkaroundOffer(ticket=ticket, **about) for ticket in found])
    record_all([asked(one, now) for one in made], by=by)
    return made


def waiting(known_error):
    """Linked, live, and neither asked nor served; locked in one order."""
    linked = known_error.links.present().values("ticket")
    settled = known_error.offers.filter(answer__in=(Answer.OPEN, Answer.SENT, Answer.DECLINED)).values("ticket")
    live = Ticket.objects.filter(pk__in=linked, status__in=LIVE, merged_into=None).exclude(pk__in=settled)
    return live.select_for_update(no_key=True, of=("self",)).order_by("pk")


def said(known_error):
    """What the requester would read: the public words where there are some, else the workaround itself."""
    parts = (known_error.words_public.strip(), known_error.workaround.strip())
    return "\n\n".join(part for part in parts if part) if known_error.workaround.strip() else ""


def asked(offer, now):
    ticket = offer.ticket
    data = {"offer": offer.pk, "known_error": offer.known_error_id, "owner": ticket.owner_id}
    return Occurrence(Kind.OFFERED, Ticket.subject, ticket.pk, ticket.organisation_id, now, data)


@transaction.atomic
def answer_offer(offer, *, by, send, confirmed=()):
    """The owner of the ticket sends the workaround to the requester, or says that it does not fit here."""
    ticket = offer.ticket
    ticket.lock()
    offer.lock()
    policy.require(by, "answer_workaround", offer)
    if offer.answer != Answer.OPEN:
        raise WrongState("This was answered already, or is no longer needed.")
    now = clock.now()
    if send:
        offer.message = reply(ticket, by=by, body=offer.words, confirmed=confirmed)
    offer.answer = Answer.SENT if send else Answer.DECLINED
    offer.answered_by, offer.answered_at = by.person, now
    offer.save(update_fields=["message", "answer", "answered_by", "answered_at"])
    about = {"offer": offer.pk, "known_error": offer.known_error_id, "answer": offer.answer}
    record(Kind.ANSWERED, ticket, by=by, at=now, **about)
    return offer
