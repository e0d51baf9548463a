"""Rules of time-boxes over REST (T-42). Names of statuses and gates are settings."""

from django.http import Http404
from rest_framework import serializers

from supportdesk.accounts.actor import Actor
from supportdesk.api.lookups import one
from supportdesk.api.rows import RowsView
from supportdesk.api.shapes import Named, Shape, read
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer, nothing
from supportdesk.catalogue.models import Category

from ..actions.time_box_rules import end_time_box_rule, set_time_box
from ..models import TimeBoxRule


class TimeBoxRuleIn(Shape):
    level = serializers.IntegerField(min_value=1, max_value=3)
    category = Named(required=False, allow_null=True, help_text="Without it: any other.")
    minutes = serializers.IntegerField(min_value=1, max_value=100_000)


class TimeBoxRuleTold(serializers.Serializer):
    id = serializers.IntegerField()
    level = serializers.IntegerField()
    category = serializers.IntegerField(allow_null=True)
    minutes = serializers.IntegerField()


class TimeBoxRules(RowsView):
    """Saying one again changes its minutes."""

    scopes = {"GET": "catalogue:read", "POST": "admin"}
    shapes = {"POST": TimeBoxRuleIn}
    tells = {"GET": (200, page_of(TimeBoxRuleTold)), "POST": (201, TimeBoxRuleTold)}

    def rows(self):
        return TimeBoxRule.objects.all() if self.viewer.serves else TimeBoxRule.objects.none()

    def shown(self, one):
        return {"id": one.pk, "level": one.level, "category": one.category_id, "minutes": one.minutes}

    def post(self, request):
        given = read(TimeBoxRuleIn, request)
        if given.get("category") is not None:
            given["category"] = one(Category.objects.all(), given["category"], "category")
        made = set_time_box(given.pop("level"), by=Actor(self.viewer, "api"), **given)
        return answer(self.shown(made), 201)


class OneTimeBoxRule(ApiView):
    scopes = {"DELETE": "admin"}
    tells = {"DELETE": (204, None)}

    def delete(self, request, pk):
        rule = TimeBoxRule.objects.filter(pk=pk).first() if self.viewer.serves else None
        if rule is None:
            raise Http404
        end_time_box_rule(rule, by=Actor(self.viewer, "api"))
        return nothing()
