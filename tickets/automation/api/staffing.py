"""Strategies of queues, skills, limits of work in progress, and who is available (D8, T-20)."""

from django.http import Http404

from supportdesk.accounts.models import Person, Team
from supportdesk.api.errors import malformed
from supportdesk.api.lookups import one
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer, nothing
from supportdesk.catalogue.models import Category, Component, Queue
from tickets.desk.actions.set_limit import set_limit

from ..actions.staffing import drop_skill, keep_skill, set_availability, set_strategy
from ..models import Availability, Skill, Strategy
from ..queries.rules import limits
from . import shapes, told
from .rules import ADMIN, READ, RoutingView, card


class Strategies(RoutingView):
    """How each queue gives out its tickets."""

    scopes = {"GET": READ}
    tells = {"GET": (200, page_of(told.QueueStrategy, cursors=False))}

    def get(self, request):
        queues = Queue.objects.visible_to(self.viewer).offered().select_related("strategy")
        return answer({"results": [strategy_shown(queue) for queue in queues]})


class OneStrategy(RoutingView):
    scopes = {"GET": READ, "POST": ADMIN}
    shapes = {"POST": shapes.StrategyIn}
    tells = {"GET": (200, told.QueueStrategy), "POST": (200, told.QueueStrategy)}

    def get(self, request, pk):
        return answer(strategy_shown(self.found(pk)))

    def post(self, request, pk):
        queue = self.found(pk)
        set_strategy(queue, by=self.by(), kind=read(shapes.StrategyIn, request)["strategy"])
        return answer(strategy_shown(self.found(pk)))

    def found(self, pk):
        queue = Queue.objects.visible_to(self.viewer).select_related("strategy").filter(pk=pk).first()
        if queue is None:
            raise Http404
        return queue


def strategy_shown(queue):
    return {"queue": card(queue), "strategy": queue.strategy.kind if hasattr(queue, "strategy") else Strategy.NONE}


class Skills(RoutingView):
    """One of a name that is there already is changed."""

    scopes = {"GET": READ, "POST": ADMIN}
    shapes = {"POST": shapes.SkillIn}
    tells = {"GET": (200, page_of(told.Skill, cursors=False)), "POST": (200, told.Skill)}

    def get(self, request):
        found = Skill.objects.prefetch_related("people", "categories", "components")
        return answer({"results": [skill_shown(skill, self.viewer) for skill in found]})

    def post(self, request):
        given = read(shapes.SkillIn, request)
        known = {
            "people": several(Person.objects.visible_to(self.viewer).active(), given["people"], "people"),
            "categories": several(Category.objects.offered(), given["categories"], "categories"),
            "components": several(Component.objects.offered(), given["components"], "components"),
        }
        return answer(skill_shown(keep_skill(given["name"], by=self.by(), **known), self.viewer))


class OneSkill(RoutingView):
    scopes = {"DELETE": ADMIN}
    tells = {"DELETE": (204, None)}

    def delete(self, request, skill_pk):
        skill = Skill.objects.filter(pk=skill_pk).first()
        if skill is None:
            raise Http404
        drop_skill(skill, by=self.by())
        return nothing()


def several(rows, given, name):
    return [one(rows, each, f"{name}/{number}") for number, each in enumerate(given)]


def skill_shown(skill, viewer):
    seen = set(Person.objects.visible_to(viewer).values_list("pk", flat=True))
    return {
        "id": skill.pk,
        "name": skill.name,
        "people": [card(person) for person in skill.people.all() if person.pk in seen],
        "categories": [category.key for category in skill.categories.all()],
        "components": [component.key for component in skill.components.all()],
    }


class WipLimits(RoutingView):
    """How many tickets at once: for each analyst, or in a column of the board."""

    scopes = {"GET": READ, "POST": ADMIN}
    shapes = {"POST": shapes.LimitIn}
    tells = {"GET": (200, page_of(told.WipLimitTold, cursors=False)), "POST": (200, told.WipLimitTold)}

    def get(self, request):
        found = limits(self.viewer)
        return answer({"results": [limit_shown(each.queue, each.team, said(each)) for each in found]})

    def post(self, request):
        given = read(shapes.LimitIn, request)
        queue, team = given.pop("queue", None), given.pop("team", None)
        if (queue is None) == (team is None):
            raise malformed("Name a queue or a team.", "required", pointer="/queue")
        place = self.queue(queue) if queue is not None else one(Team.objects.visible_to(self.viewer), team, "team")
        set_limit(place, by=self.by(), **given)
        of_queue, of_team = (place, None) if queue is not None else (None, place)
        return answer(limit_shown(of_queue, of_team, given))


def said(limit):
    return {"status": limit.status, "most": limit.most, "mode": limit.mode}


def limit_shown(queue, team, values):
    return {"queue": card(queue), "team": card(team)} | values


class PersonAvailability(RoutingView):
    """Whether somebody is given tickets now. Hours and days are those of the person's own zone."""

    scopes = {"GET": "people:read", "POST": "tickets:write"}
    shapes = {"POST": shapes.AvailabilityIn}
    tells = {"GET": (200, told.Availability), "POST": (200, told.Availability)}

    def get(self, request, pk):
        person = self.colleague(pk)
        kept = Availability.objects.filter(person=person).first() or Availability(person=person)
        return answer(availability_shown(kept))

    def post(self, request, pk):
        person = self.colleague(pk)
        given = read(shapes.AvailabilityIn, request)
        return answer(availability_shown(set_availability(person, by=self.by(), **given)))

    def colleague(self, pk):
        person = Person.objects.visible_to(self.viewer).active().filter(pk=pk).first()
        if person is None:
            raise Http404
        return person


def availability_shown(kept):
    return {
        "away": kept.away,
        "starts": kept.starts,
        "ends": kept.ends,
        "days": kept.days,
        "share": kept.share,
        "zone": kept.person.zone,
    }
