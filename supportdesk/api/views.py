"""The base of every view of the API: who, how often, may the token at all, then the method; JSON in, JSON out."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from django.http import HttpResponse
from rest_framework.exceptions import MethodNotAllowed, NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.views import APIView

from supportdesk import clock
from supportdesk.api import idempotency, throttle
from supportdesk.api.body import JsonBody
from supportdesk.api.errors import Problem, malformed
from supportdesk.api.schema import Schema
from supportdesk.api.shapes import Shape

ACCEPTED = ("application/json", "application/*", "*/*", "application/problem+json")
LARGEST = 2**63 - 1


class JsonOnly(BaseContentNegotiation):
    def select_parser(self, request, parsers):
        sent = request.content_type.partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == sent), None)

    def select_renderer(self, request, renderers, format_suffix=None):
        wanted = request.headers.get("Accept", "*/*").split(",")
        if any(one.partition(";")[0].strip().lower() in ACCEPTED for one in wanted):
            return renderers[0], renderers[0].media_type
        raise NotAcceptable(available_renderers=renderers)


class ApiView(APIView):
    """`scopes` names for each method what a token must be for, `parameters` what a query may hold.

    For the schema: `shapes` is what a method reads, `tells` the status and form of its answer, `also` what it may
    answer instead, `versioned` the methods that want If-Match, `query` its parameters besides those of a page, `orders`
    what a page may be ordered by.
    """

    scopes: Mapping[str, str | None] = {}
    parameters: frozenset[str] = frozenset()
    shapes: Mapping[str, type[Shape]] = {}
    tells: Mapping[str, tuple] = {}
    also: Mapping[str, Mapping[int, type]] = {}
    versioned: tuple[str, ...] = ()
    query: tuple = ()
    orders: Mapping[str, tuple] = {"id": ("pk", int, False)}
    idempotent = True
    format_kwarg = None
    parser_classes = [JsonBody]
    throttle_classes = []
    content_negotiation_class = JsonOnly
    metadata_class = None
    schema = Schema()

    def dispatch(self, request, *args, **kwargs):
        self.args, self.kwargs = args, kwargs
        self.rate = None
        self.headers = self.default_response_headers
        request = self.request = self.initialize_request(request, *args, **kwargs)
        try:
            self.initial(request, *args, **kwargs)
            response = self.performed(request, *args, **kwargs)
        except Exception as error:
            response = self.handle_exception(error)
        return self.finalize_response(request, response, *args, **kwargs)

    def initial(self, request, *args, **kwargs):
        request.accepted_renderer, request.accepted_media_type = self.perform_content_negotiation(request)
        self.perform_authentication(request)
        if request.user.is_authenticated:
            self.rate = throttle.count(principal(request))
            throttle.require(self.rate)
        if self.method_of(request) not in self.scopes:
            raise MethodNotAllowed(request.method)
        self.check_permissions(request)
        require_known(request, self.parameters if self.method_of(request) == "GET" else frozenset())
        require_possible(kwargs)

    def performed(self, request, *args, **kwargs):
        handler = getattr(self, request.method.lower())
        if request.method in ("POST", "PUT", "PATCH"):
            request.body  # noqa: B018 (reading it looks at its size; a parser given the stream would not)
        if request.method != "POST":
            return handler(request, *args, **kwargs)
        if not self.idempotent and idempotency.key_of(request):
            raise malformed(
                "What this answers is kept nowhere, so it cannot be repeated.",
                "idempotency_key",
                header=idempotency.HEADER,
            )
        return idempotency.once(request, lambda: handler(request, *args, **kwargs))

    def finalize_response(self, request, response, *args, **kwargs):
        response["Vary"] = "Authorization, Cookie"
        response.setdefault("Cache-Control", "private, no-cache")
        if response.status_code == 405:
            response["Allow"] = ", ".join(sorted({*self.scopes, "HEAD"} if "GET" in self.scopes else self.scopes))
        for name, value in (self.rate.headers() if self.rate else {}).items():
            response[name] = value
        return response

    @property
    def viewer(self):
        """Whoever asks: signed in, by then."""
        return self.request.user

    @staticmethod
    def method_of(request):
        return "GET" if request.method == "HEAD" else request.method

    @staticmethod
    def now(request):
        """The instant by the database at which this was asked."""
        return clock.asked(request.user)


def principal(request):
    return f"token-{request.auth.pk}" if request.auth else f"person-{request.user.pk}"


def require_known(request, known):
    """A parameter that nobody reads is a mistake of the caller's, and an unfiltered answer would hide it."""
    for name, values in request.GET.lists():
        if name not in known:
            allowed = ", ".join(sorted(known)) or "none"
            raise malformed(f"There is no parameter “{name}” here. Known: {allowed}.", "unknown", parameter=name)
        if any("\x00" in value for value in values):
            raise malformed("A parameter cannot hold a NUL.", "text", parameter=name)


def require_possible(kwargs):
    """No row has a number that the database cannot hold."""
    if any(isinstance(value, int) and value > LARGEST for value in kwargs.values()):
        raise Problem(404, "not_found", "There is nothing here that you may see.")


def answer(value, status=200, **headers):
    response = HttpResponse(json.dumps(value, default=said), status=status, content_type="application/json")
    for name, text in headers.items():
        response[name.replace("_", "-")] = text
    return response


def nothing():
    response = HttpResponse(status=204)
    del response["Content-Type"]
    return response


def said(value):
    """Instants in UTC, as RFC 3339 writes them; everything else by its text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return str(value)


class Nowhere(ApiView):
    """Whatever has no address below /api/."""

    authentication_classes = []
    permission_classes = []
    schema = None

    def initial(self, request, *args, **kwargs):
        raise Problem(404, "not_found", "There is no such address.")
