"""What comes next on a ticket (T-26), and the answer when its time-box is used up (T-42)."""

from rest_framework import serializers

from supportdesk.api.shapes import Shape, Text
from supportdesk.api.told import Card
from supportdesk.api.views import answer

from ..actions.answer_time_box import answer_time_box
from ..actions.plan import plan
from ..models import TimeBoxAnswer
from ..queries import plans as queries
from . import shown
from .base import READ, WRITE
from .changes import ChangeView, StepView


class PlanIn(Shape):
    what = Text(max_length=200)
    at = serializers.DateTimeField()
    snooze = serializers.BooleanField(default=False, help_text="Out of the owner's list until then.")


class TimeBoxIn(Shape):
    answer = serializers.ChoiceField(TimeBoxAnswer.choices)
    reason = Text(max_length=10_000, required=False, allow_blank=True)


class BoxTold(serializers.Serializer):
    owner = Card()
    minutes = serializers.IntegerField()
    ends_at = serializers.DateTimeField()
    over_at = serializers.DateTimeField(allow_null=True, help_text="Set while an answer is waited for.")


class PlanTold(serializers.Serializer):
    what = serializers.CharField(allow_blank=True, help_text="Empty: nothing planned, the next deadline counts.")
    at = serializers.DateTimeField()
    snoozed = serializers.BooleanField()
    time_box = BoxTold(allow_null=True)


class Plan(ChangeView):
    """The next action of a live ticket: what was planned, else its next deadline."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": PlanIn}
    tells = ChangeView.tells | {"GET": (200, PlanTold)}

    def get(self, request, pk):
        self.require_desk()
        ticket = self.found(pk)
        found, box = queries.plan_of(ticket), queries.open_box(ticket)
        return answer(
            {
                "what": found.what if found else "",
                "at": queries.next_action_at(ticket, found),
                "snoozed": bool(found and found.snoozed),
                "time_box": box and self.box(box),
            }
        )

    def box(self, box):
        owner = shown.person(self.by(), box.owner)
        return {"owner": owner, "minutes": box.minutes, "ends_at": box.ends_at, "over_at": box.over_at}

    def act(self, ticket, seen, **given):
        plan(ticket, by=self.by(), seen=seen, **given)


class TimeBox(StepView):
    shapes = {"POST": TimeBoxIn}

    def act(self, ticket, **given):
        answer_time_box(ticket, by=self.by(), **given)
