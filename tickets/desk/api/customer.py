"""Who asks, as the ticket's page shows it beside the conversation (T-33, T-51)."""

from rest_framework import serializers

from supportdesk.api.views import answer

from ..queries.customer import contacts, open_tickets
from ..states import Channel
from .base import READ, DeskView


class ContactsTold(serializers.Serializer):
    requester_messages = serializers.IntegerField()
    desk_messages = serializers.IntegerField()
    round_trips = serializers.IntegerField(help_text="How often the requester answered the desk.")
    owners = serializers.IntegerField(help_text="Different people who held it.")
    channels = serializers.ListField(child=serializers.ChoiceField(Channel.choices))


class CustomerTold(serializers.Serializer):
    organisation = serializers.IntegerField(allow_null=True)
    tier = serializers.CharField(help_text="As it was when the ticket was opened.")
    open_tickets = serializers.IntegerField(help_text="Other ones of the organisation; counting stops at 201.")
    newest_open = serializers.ListField(child=serializers.CharField(), help_text="References, newest first.")
    contacts = ContactsTold()


class Customer(DeskView):
    """The account behind the ticket and how often people spoke; `/organisations/{id}` tells the account itself."""

    scopes = {"GET": READ}
    tells = {"GET": (200, CustomerTold)}

    def get(self, request, pk):
        self.require_desk()
        ticket = self.found(pk)
        others = open_tickets(ticket, self.viewer) if ticket.organisation_id else None
        return answer(
            {
                "organisation": ticket.organisation_id,
                "tier": ticket.tier,
                "open_tickets": others.total if others else 0,
                "newest_open": [other.reference for other in others.newest] if others else [],
                "contacts": contacts(ticket)._asdict(),
            }
        )
