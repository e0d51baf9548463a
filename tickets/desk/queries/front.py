"""Where tickets arrive that nobody has put into a queue."""

from django.db.models import Q

from supportdesk.catalogue.models import Queue


def front_queue(person, type=None):
    """The queue of the ticket's type (T-03), else the organisation's own, else the one that serves everybody."""
    served = Queue.objects.offered().filter(Q(organisation=person.organisation_id) | Q(organisation=None))
    own = served.filter(pk=type.queue_id).first() if type and type.queue_id else None
    return own or served.order_by("organisation", "team__level", "pk").first()
