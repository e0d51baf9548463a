"""Keys for clients of the API: list, issue, end (SEC-20)."""

from django.http import Http404
from rest_framework import serializers

from supportdesk.accounts.actions.issue_token import issue_token
from supportdesk.accounts.actions.revoke_token import revoke_token
from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import SCOPES, Person, Token
from supportdesk.api import pages
from supportdesk.api.errors import malformed
from supportdesk.api.shapes import LARGEST, Shape, Text, read
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer, nothing
from supportdesk.errors import Refused

from . import shown, told

ADMIN = "admin"


class TokenIn(Shape):
    name = Text(max_length=100)
    scopes = serializers.ListField(child=serializers.ChoiceField(SCOPES), min_length=1, max_length=len(SCOPES))
    days = serializers.IntegerField(min_value=1, max_value=366, default=90)
    person = serializers.IntegerField(
        min_value=1, max_value=LARGEST, required=False, help_text="An API client's person. Without it: oneself."
    )


class Tokens(ApiView):
    """The answer to a new token holds its secret, this once: so it is not kept under an Idempotency-Key."""

    scopes = {"GET": ADMIN, "POST": ADMIN}
    parameters = pages.PARAMETERS
    idempotent = False
    shapes = {"POST": TokenIn}
    tells = {"GET": (200, page_of(told.Token)), "POST": (201, told.NewToken)}

    def get(self, request):
        page = pages.page(request, Token.objects.visible_to(request.user), self.orders, default="-id")
        body = page.body([shown.token(one) for one in page.rows])
        return answer(body, **({"Link": page.link()} if page.link() else {}))

    def post(self, request):
        given = read(TokenIn, request)
        require_no_more(request, given["scopes"])
        holder = self.holder(given.pop("person", None))
        made, text = issue_token(holder, by=Actor(request.user, "api"), **given)
        return answer(shown.token(made) | {"token": text}, 201, Location=f"/api/v1/tokens/{made.pk}")

    def holder(self, pk):
        if pk is None:
            return self.request.user
        found = Person.objects.visible_to(self.request.user).filter(pk=pk).first()
        if found is None:
            raise malformed("There is no such person that you may choose.", "does_not_exist", pointer="/person")
        return found


class OneToken(ApiView):
    scopes = {"GET": ADMIN, "DELETE": ADMIN}
    tells = {"GET": (200, told.Token), "DELETE": (204, None)}

    def found(self, pk):
        token = Token.objects.visible_to(self.request.user).filter(pk=pk).first()
        if token is None:
            raise Http404
        return token

    def get(self, request, pk):
        return answer(shown.token(self.found(pk)))

    def delete(self, request, pk):
        revoke_token(self.found(pk), by=Actor(request.user, "api"))
        return nothing()


def require_no_more(request, scopes):
    """A token makes no token that may do more than itself."""
    if request.auth is not None and not set(scopes) <= set(request.auth.scopes):
        raise Refused("A token cannot make one with more scopes than its own.", field="scopes")
