"""Duties, stages of ramp-up, review gates, and who approves in whose place."""

from django.http import Http404
from rest_framework import serializers

from supportdesk.accounts.actions.delegate import DELEGABLE, delegate
from supportdesk.accounts.actions.end_delegation import end_delegation
from supportdesk.accounts.actions.end_duty import end_duty
from supportdesk.accounts.actions.give_duty import give_duty
from supportdesk.accounts.actions.review_replies import review_replies
from supportdesk.accounts.actions.set_stage import set_stage
from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Delegation, Duty, Person, RampStage, Team
from supportdesk.api.errors import malformed
from supportdesk.api.rows import Rows, RowsView
from supportdesk.api.shapes import LARGEST, Shape, read
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer, nothing

READ, WRITE, ADMIN = "people:read", "tickets:write", "admin"


def number(**options):
    return serializers.IntegerField(min_value=1, max_value=LARGEST, **options)


class DutyIn(Shape):
    person = number()
    since = serializers.DateTimeField(required=False, help_text="Without it: now.")
    until = serializers.DateTimeField()


class DelegationIn(Shape):
    to = number()
    role = serializers.ChoiceField([(role.value, role.label) for role in DELEGABLE])
    until = serializers.DateTimeField()


class StageIn(Shape):
    stage = serializers.ChoiceField(RampStage.choices)


class ReviewsIn(Shape):
    on = serializers.BooleanField()


class DutyTold(serializers.Serializer):
    id = serializers.IntegerField()
    team = serializers.IntegerField()
    person = serializers.IntegerField()
    kind = serializers.CharField()
    since = serializers.DateTimeField()
    until = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)


class DelegationTold(serializers.Serializer):
    id = serializers.IntegerField()
    giver = serializers.IntegerField()
    to = serializers.IntegerField()
    role = serializers.CharField()
    since = serializers.DateTimeField()
    until = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)


class StageTold(serializers.Serializer):
    id = serializers.IntegerField()
    level = serializers.IntegerField(help_text="1 junior to 5 manager; 0 for those who do not work on tickets.")
    stage = serializers.ChoiceField(RampStage.choices)


class ReviewsTold(serializers.Serializer):
    id = serializers.IntegerField()
    on = serializers.BooleanField()


def duty_shown(one):
    said = {"id": one.pk, "team": one.team_id, "person": one.person_id, "kind": one.kind}
    return said | {"since": one.since, "until": one.until, "ended_at": one.ended_at}


def delegation_shown(one):
    said = {"id": one.pk, "giver": one.giver_id, "to": one.to_id, "role": one.role}
    return said | {"since": one.since, "until": one.until, "ended_at": one.ended_at}


def found(rows, pk):
    one = rows.filter(pk=pk).first()
    if one is None:
        raise Http404
    return one


def named(viewer, pk, field):
    person = Person.objects.visible_to(viewer).active().filter(pk=pk, is_machine=False).first()
    if person is None:
        raise malformed("There is no such thing that you may choose.", "does_not_exist", pointer=f"/{field}")
    return person


class DutyRows(Rows):
    scopes = {"GET": READ}

    def rows(self):
        return Duty.objects.visible_to(self.viewer)

    def shown(self, one):
        return duty_shown(one)


class Duties(DutyRows, RowsView):
    tells = {"GET": (200, page_of(DutyTold))}


class OneDuty(ApiView):
    """Taken back before its time."""

    scopes = {"DELETE": ADMIN}
    tells = {"DELETE": (204, None)}

    def delete(self, request, pk):
        end_duty(found(Duty.objects.visible_to(self.viewer).select_related("team"), pk), by=Actor(self.viewer, "api"))
        return nothing()


class TeamDuties(ApiView):
    """Let somebody coordinate the team's queues for a time (ROLE-05)."""

    scopes = {"POST": ADMIN}
    shapes = {"POST": DutyIn}
    tells = {"POST": (201, DutyTold)}

    def post(self, request, pk):
        team = found(Team.objects.visible_to(self.viewer), pk)
        given = read(DutyIn, request)
        given["person"] = named(self.viewer, given["person"], "person")
        made = give_duty(team, by=Actor(self.viewer, "api"), **given)
        return answer(duty_shown(made), 201)


class TeamReviews(ApiView):
    """The gate: whether newcomers' public replies wait for a colleague's look (ROLE-04)."""

    scopes = {"GET": READ, "POST": ADMIN}
    shapes = {"POST": ReviewsIn}
    tells = {"GET": (200, ReviewsTold), "POST": (200, ReviewsTold)}

    def get(self, request, pk):
        return self.told(found(Team.objects.visible_to(self.viewer), pk))

    def post(self, request, pk):
        team = found(Team.objects.visible_to(self.viewer), pk)
        review_replies(team, by=Actor(self.viewer, "api"), **read(ReviewsIn, request))
        return self.told(team)

    @staticmethod
    def told(team):
        return answer({"id": team.pk, "on": team.reviews_replies})


class Stage(ApiView):
    """How far somebody's ramp-up has come (ROLE-04): for the desk to read, and for their lead to say."""

    scopes = {"GET": READ, "POST": ADMIN}
    shapes = {"POST": StageIn}
    tells = {"GET": (200, StageTold), "POST": (200, StageTold)}

    def get(self, request, pk):
        return self.told(self.colleague(pk))

    def post(self, request, pk):
        person = self.colleague(pk)
        set_stage(person, by=Actor(self.viewer, "api"), **read(StageIn, request))
        return self.told(person)

    def colleague(self, pk):
        if not self.viewer.serves:
            raise Http404
        return found(Person.objects.visible_to(self.viewer), pk)

    @staticmethod
    def told(person):
        return answer({"id": person.pk, "level": person.level, "stage": person.ramp_stage})


class DelegationRows(Rows):
    scopes = {"GET": READ}

    def rows(self):
        return Delegation.objects.visible_to(self.viewer)

    def shown(self, one):
        return delegation_shown(one)


class Delegations(DelegationRows, RowsView):
    """Who approves in whose place: one's own, given and taken."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": DelegationIn}
    tells = {"GET": (200, page_of(DelegationTold)), "POST": (201, DelegationTold)}

    def post(self, request):
        given = read(DelegationIn, request)
        given["to"] = named(self.viewer, given["to"], "to")
        made = delegate(self.viewer, by=Actor(self.viewer, "api"), **given)
        return answer(delegation_shown(made), 201)


class OneDelegation(ApiView):
    scopes = {"DELETE": WRITE}
    tells = {"DELETE": (204, None)}

    def delete(self, request, pk):
        end_delegation(found(Delegation.objects.visible_to(self.viewer), pk), by=Actor(self.viewer, "api"))
        return nothing()
