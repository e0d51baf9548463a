"""The own keys."""

from rest_framework import serializers

from supportdesk.accounts import hotkeys
from supportdesk.accounts.actions.bind_key import bind_key, reset_keys
from supportdesk.accounts.actor import Actor
from supportdesk.api.shapes import Shape, Text, read
from supportdesk.api.views import ApiView, answer


class KeyIn(Shape):
    keys = Text(max_length=20, allow_blank=True, help_text="`x`, `X` with Shift, `g q`, `Control+k`; empty: none.")


class KeyTold(serializers.Serializer):
    command = serializers.CharField()
    label = serializers.CharField()
    keys = serializers.CharField(allow_blank=True)
    as_it_comes = serializers.CharField()


class KeysTold(serializers.Serializer):
    results = KeyTold(many=True)


def told(person):
    own = hotkeys.keys_of(person)
    return [
        {"command": one.name, "label": one.label, "keys": own[one.name], "as_it_comes": one.keys}
        for one in hotkeys.offered(person)
    ]


class Keys(ApiView):
    scopes = {"GET": None, "DELETE": "admin"}
    tells = {"GET": (200, KeysTold), "DELETE": (200, KeysTold)}

    def get(self, request):
        return answer({"results": told(request.user)})

    def delete(self, request):
        """All keys as they come."""
        return answer({"results": told(reset_keys(request.user, by=Actor(request.user, "api")))})


class OneKey(ApiView):
    scopes = {"PUT": "admin"}
    shapes = {"PUT": KeyIn}
    tells = {"PUT": (200, KeysTold)}

    def put(self, request, command):
        """A key that is taken is refused, and the refusal says by what."""
        given = read(KeyIn, request)
        person = bind_key(request.user, by=Actor(request.user, "api"), command=command, **given)
        return answer({"results": told(person)})
