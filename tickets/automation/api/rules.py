"""Routing rules: what is in force, a new one, its next version, its end, and what one would have done (T-22)."""

from django.http import Http404

from supportdesk.accounts.actor import Actor
from supportdesk.api.lookups import one
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer, nothing
from supportdesk.catalogue.models import Queue

from ..actions.rules import end_rule, set_rule
from ..queries import rules as queries
from . import shapes, told

READ, ADMIN = "catalogue:read", "admin"


def card(thing):
    return thing and {"id": thing.pk, "name": thing.name}


def shown(row, words):
    return {
        "number": row.number,
        "version": row.version,
        "position": row.position,
        "conditions": row.conditions,
        "words": words,
        "queue": card(row.queue),
        "active_from": row.active_from,
        "ended_at": row.ended_at,
        "set_by": card(row.set_by),
        "set_at": row.set_at,
    }


class RoutingView(ApiView):
    """For a requester there is no routing."""

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if not self.viewer.serves:
            raise Http404

    def by(self):
        return Actor(self.viewer, "api")

    def queue(self, given):
        return one(Queue.objects.visible_to(self.viewer).offered(), given, "queue")

    def rule(self, number):
        standing = queries.rules(self.viewer, self.now(self.request)).filter(number=number, ended_at=None)
        found = standing.first()
        if found is None:
            raise Http404
        return found

    def told_rule(self, row, status=200):
        return answer(shown(*queries.in_words([row])[0]), status)


class RoutingRules(RoutingView):
    """In the order in which they decide."""

    scopes = {"GET": READ, "POST": ADMIN}
    shapes = {"POST": shapes.RuleIn}
    tells = {"GET": (200, page_of(told.RoutingRule, cursors=False)), "POST": (201, told.RoutingRule)}

    def get(self, request):
        rows = queries.rules(self.viewer, self.now(request))
        return answer({"results": [shown(row, words) for row, words in queries.in_words(rows)]})

    def post(self, request):
        given = read(shapes.RuleIn, request)
        queue = self.queue(given.pop("queue"))
        return self.told_rule(set_rule(queue, by=self.by(), **given), 201)


class OneRoutingRule(RoutingView):
    """A rule is never changed: the next version takes its place."""

    scopes = {"GET": READ, "POST": ADMIN, "DELETE": ADMIN}
    shapes = {"POST": shapes.RuleIn}
    tells = {"GET": (200, told.RoutingRule), "POST": (201, told.RoutingRule), "DELETE": (204, None)}

    def get(self, request, number):
        return self.told_rule(self.rule(number))

    def post(self, request, number):
        rule = self.rule(number)
        given = read(shapes.RuleIn, request)
        queue = self.queue(given.pop("queue"))
        return self.told_rule(set_rule(queue, by=self.by(), replaces=rule, **given), 201)

    def delete(self, request, number):
        end_rule(self.rule(number), by=self.by())
        return nothing()


class RoutingPreview(RoutingView):
    """What a rule would have done to the last hundred tickets. Nothing is changed."""

    scopes = {"POST": READ}
    shapes = {"POST": shapes.PreviewIn}
    tells = {"POST": (200, told.Preview)}

    def post(self, request):
        given = read(shapes.PreviewIn, request)
        queue = self.queue(given["queue"])
        asked = (self.viewer, queue, given["conditions"], given["position"], self.now(request))
        found = queries.tried(*asked, instead_of=given.get("instead_of"))
        moved = sum(each.moves for each in found)
        results = [self.line(each) for each in found]
        return answer({"looked_at": len(found), "would_move": moved, "results": results})

    @staticmethod
    def line(each):
        said = {"holds": each.held, "decides": each.decides, "moves": each.moves, "why": each.why}
        return {"ticket": each.ticket.pk, "title": each.ticket.title} | said
