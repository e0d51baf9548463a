from django.db.models import Q

from supportdesk.catalogue.models import Queue


def front_queue(person):
    """Where a requester's own tickets arrive: the organisation's queue, else the one that serves everybody."""
    served = Queue.objects.offered().filter(Q(organisation=person.organisation_id) | Q(organisation=None))
    return served.order_by("organisation", "team__level", "pk").first()
