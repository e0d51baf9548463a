"""What the desk decides for itself: read by whoever serves, confirmed by whoever may."""

from django.http import Http404
from rest_framework import serializers

from supportdesk import clock
from supportdesk.accounts.actor import Actor
from supportdesk.api.shapes import Shape, read
from supportdesk.api.views import ApiView, answer
from supportdesk.configuration.actions.confirm import confirm
from supportdesk.configuration.definitions import known
from supportdesk.configuration.queries import held


class SettingIn(Shape):
    value = serializers.JSONField(help_text="A whole number, a text, a list or an object: as the present value.")


class SettingTold(serializers.Serializer):
    key = serializers.CharField()
    label = serializers.CharField()
    value = serializers.JSONField()
    default = serializers.JSONField()
    confirmed_by = serializers.IntegerField(allow_null=True)
    effective_from = serializers.DateTimeField(allow_null=True)


class SettingsTold(serializers.Serializer):
    results = SettingTold(many=True)


class OfDesk(ApiView):
    def found(self):
        """For a requester there are no settings."""
        if not self.viewer.serves:
            raise Http404
        return held(clock.now())


class Settings(OfDesk):
    scopes = {"GET": "catalogue:read"}
    tells = {"GET": (200, SettingsTold)}

    def get(self, request):
        return answer({"results": [shown(one) for one in self.found()]})


class OneSetting(OfDesk):
    """Confirm a value: it holds from now on, be it what held before."""

    scopes = {"GET": "catalogue:read", "POST": "admin"}
    shapes = {"POST": SettingIn}
    tells = {"GET": (200, SettingTold), "POST": (200, SettingTold)}

    def get(self, request, key):
        return answer(self.one(key))

    def post(self, request, key):
        self.one(key)
        given = read(SettingIn, request)["value"]
        confirm(key, by=Actor(self.viewer, "api"), value=given)
        return answer(self.one(key))

    def one(self, key):
        found = self.found()
        if key not in known():
            raise Http404
        return next(shown(one) for one in found if one.definition.key == key)


def shown(one):
    setting = one.setting
    return {
        "key": one.definition.key,
        "label": one.definition.label,
        "value": one.value,
        "default": one.definition.default,
        "confirmed_by": setting and setting.confirmed_by_id,
        "effective_from": setting and setting.effective_from,
    }
