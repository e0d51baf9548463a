"""Why a promise is due when it is: intervals as data (SLA-02), and who held the ticket meanwhile (SLA-13)."""

from django.http import Http404
from rest_framework import serializers

from supportdesk.api.schema import parameter
from supportdesk.api.views import answer
from tickets.sla import days, wording
from tickets.sla.answer import answer as in_words
from tickets.sla.models import Goal
from tickets.sla.worktime import SECOND

from ..parties import Party
from ..queries.why import Explained, clocks_of
from . import shown
from .base import READ, DeskView
from .told import Clock

WHICH = parameter("clock", "An earlier clock of the goal; the newest without it.", schema={"type": "integer"})


class CountingHours(serializers.Serializer):
    name = serializers.CharField()
    version = serializers.IntegerField()
    zone = serializers.CharField()


class TermsTold(serializers.Serializer):
    target_seconds = serializers.IntegerField()
    policy = serializers.CharField()
    hours = CountingHours()
    due_at = serializers.DateTimeField(allow_null=True)
    used_seconds = serializers.FloatField()


class LineTold(serializers.Serializer):
    """One interval, or one instant where it begins and ends at once. They lie end to end, in order."""

    kind = serializers.CharField(help_text="counted, outside hours, holiday, override, paused; else what happened.")
    words = serializers.CharField()
    begin = serializers.DateTimeField()
    end = serializers.DateTimeField()
    local_begin = serializers.CharField(help_text="By the wall clock of the calendar.")
    local_end = serializers.CharField()
    cause = serializers.CharField(allow_blank=True)
    party = serializers.CharField(allow_blank=True)
    expected_until = serializers.DateTimeField(allow_null=True)
    event = serializers.IntegerField(allow_null=True, help_text="What happened on the ticket at that instant.")
    seconds = serializers.FloatField()
    counted_seconds = serializers.FloatField()
    sum_seconds = serializers.FloatField()
    ahead = serializers.BooleanField(help_text="Not yet, but if nothing else happens.")
    share = serializers.IntegerField(allow_null=True)
    was = TermsTold(allow_null=True)
    now = TermsTold(allow_null=True)


class ShareTold(serializers.Serializer):
    party = serializers.ChoiceField([*Party.choices, ("earlier", "Before it was taken up again")])
    team = serializers.CharField(allow_blank=True)
    level = serializers.IntegerField(allow_null=True)
    owner = serializers.CharField(allow_blank=True)
    counted_seconds = serializers.FloatField()
    wall_seconds = serializers.FloatField()
    paused_seconds = serializers.FloatField()


class WhyTold(Clock):
    clock = serializers.IntegerField()
    at = serializers.DateTimeField()
    words = serializers.CharField(help_text="The answer in a sentence.")
    due_by = serializers.ChoiceField([("", "not due"), "target", "promise", "override"], allow_blank=True)
    hours = CountingHours()
    before_seconds = serializers.FloatField(help_text="What a promise that was taken up again began with.")
    used_seconds = serializers.FloatField()
    intervals = LineTold(many=True)
    held_by = ShareTold(many=True, help_text="Sums up to used_seconds.")


class Why(DeskView):
    """Every interval from its start to now, or to its end, and on to the due instant; every one has its cause."""

    scopes = {"GET": READ}
    parameters = frozenset({"clock"})
    query = (WHICH,)
    tells = {"GET": (200, WhyTold)}

    def get(self, request, pk, goal):
        self.require_desk()
        ticket, now = self.found(pk), self.now(request)
        clock = self.chosen(ticket, goal, request.GET.get("clock", ""))
        known = Explained(ticket)
        why = known.why(clock, now)
        return answer(
            shown.clock(clock, now, self.by())
            | {
                "clock": clock.pk,
                "at": now,
                "words": in_words(why),
                "due_by": why.due_by,
                "hours": hours(why.hours),
                "before_seconds": why.before / SECOND,
                "used_seconds": why.used / SECOND,
                "intervals": [line(one) for one in days.every(why)],
                "held_by": [share(*one) for one in known.shares(clock, now).items()],
            }
        )

    def chosen(self, ticket, goal, asked):
        every = clocks_of(ticket, goal) if goal in Goal.values else []
        found = next((one for one in every if asked in ("", str(one.pk))), None)
        if found is None:
            raise Http404
        return found


def hours(one):
    return {"name": one.name, "version": one.version, "zone": one.calendar.zone}


def terms(one):
    return one and {
        "target_seconds": one.target,
        "policy": one.policy,
        "hours": hours(one.hours),
        "due_at": one.due_at,
        "used_seconds": one.used / SECOND,
    }


def line(one):
    by, mark = one.by, one.mark
    return {
        "kind": one.kind,
        "words": ". ".join([wording.worded(one), *wording.details(one)]),
        "begin": one.begin,
        "end": one.end,
        "local_begin": one.begin.isoformat(),
        "local_end": one.end.isoformat(),
        "cause": one.cause,
        "party": by.party if by else "",
        "expected_until": by and by.until,
        "event": by and by.event,
        "seconds": one.length / SECOND,
        "counted_seconds": one.counted / SECOND,
        "sum_seconds": one.total / SECOND,
        "ahead": one.ahead,
        "share": by and by.share,
        "was": terms(mark and mark.was),
        "now": terms(mark and mark.now),
    }


def share(holder, one):
    return {
        "party": holder.party.value if holder else "earlier",
        "team": holder.team if holder else "",
        "level": holder and holder.level,
        "owner": holder.owner if holder else "",
        "counted_seconds": one.counted / SECOND,
        "wall_seconds": one.wall / SECOND,
        "paused_seconds": one.paused / SECOND,
    }
