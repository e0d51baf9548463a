"""By which way one hears of what (COM-14)."""

from django.http import Http404
from rest_framework import serializers

from supportdesk.accounts.actor import Actor
from supportdesk.api.shapes import Shape, read
from supportdesk.api.views import ApiView, answer
from supportdesk.outbound.actions.set_notices import set_notices
from supportdesk.outbound.models import NoticeChoice, NoticeGroup, NoticeWay

WAYS = {group.value: serializers.ChoiceField(NoticeWay.choices, required=False) for group in NoticeGroup}
NoticesIn = type("NoticesIn", (Shape,), WAYS)
NoticesTold = type(
    "NoticesTold",
    (serializers.Serializer,),
    {one.value: serializers.ChoiceField(NoticeWay.choices) for one in NoticeGroup},
)


def told(person):
    kept = dict(NoticeChoice.objects.filter(person=person).values_list("group", "way"))
    return {group.value: kept.get(group, NoticeWay.PAGE) for group in NoticeGroup}


class NoticeChoices(ApiView):
    """For each group of notices: `page`, `mail` (and at once by mail), `digest` (and once a day), `nowhere`."""

    scopes = {"GET": None, "PATCH": "admin"}
    shapes = {"PATCH": NoticesIn}
    tells = {"GET": (200, NoticesTold), "PATCH": (200, NoticesTold)}

    def get(self, request):
        return answer(told(self.staff()))

    def patch(self, request):
        set_notices(self.staff(), by=Actor(self.viewer, "api"), ways=read(NoticesIn, request))
        return answer(told(self.viewer))

    def staff(self):
        """Requesters are written mails about their requests, and have no choice of these."""
        if not self.viewer.serves:
            raise Http404
        return self.viewer
