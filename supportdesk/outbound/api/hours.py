"""The hours in which one hears of levels of a promise."""

from django.http import Http404
from rest_framework import serializers

from supportdesk.accounts.actor import Actor
from supportdesk.api.shapes import Shape, TimeOfDay, read
from supportdesk.api.views import ApiView, answer
from supportdesk.outbound import quiet
from supportdesk.outbound.actions.set_hearing import forget_hearing, set_hearing
from supportdesk.outbound.models import HearingHours


class HoursIn(Shape):
    always = serializers.BooleanField(default=False, help_text="At any hour.")
    starts = TimeOfDay(required=False, allow_null=True)
    ends = TimeOfDay(required=False, allow_null=True, help_text="Before `starts`: over midnight.")
    days = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=6), required=False, max_length=7, help_text="Monday is 0."
    )


class HoursTold(serializers.Serializer):
    own = serializers.BooleanField(help_text="False: as the desk.")
    always = serializers.BooleanField()
    starts = TimeOfDay(allow_null=True)
    ends = TimeOfDay(allow_null=True)
    days = serializers.ListField(child=serializers.IntegerField())
    zone = serializers.CharField()


def told(person):
    kept = HearingHours.objects.filter(person=person).first()
    hours = quiet.own(kept) if kept else quiet.of_desk()
    times = {
        "starts": hours and hours.starts,
        "ends": hours and hours.ends,
        "days": sorted(hours.days) if hours else [],
    }
    return {"own": kept is not None, "always": hours is None, "zone": person.zone} | times


class OwnHours(ApiView):
    """One's own; without them, the desk's."""

    scopes = {"GET": None, "PUT": "admin", "DELETE": "admin"}
    shapes = {"PUT": HoursIn}
    tells = {"GET": (200, HoursTold), "PUT": (200, HoursTold), "DELETE": (200, HoursTold)}

    def get(self, request):
        return answer(told(self.staff()))

    def put(self, request):
        set_hearing(self.staff(), by=Actor(self.viewer, "api"), **read(HoursIn, request))
        return answer(told(self.viewer))

    def delete(self, request):
        forget_hearing(self.staff(), by=Actor(self.viewer, "api"))
        return answer(told(self.viewer))

    def staff(self):
        """A requester hears of no levels."""
        if not self.viewer.serves:
            raise Http404
        return self.viewer
