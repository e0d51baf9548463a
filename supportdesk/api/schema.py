"""The OpenAPI description, read from what each view declares: its shapes, what it tells, its parameters."""

import inspect
import re
from typing import Any

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from supportdesk.api import pages, told

PROBLEM = "application/problem+json"
ALWAYS = {
    400: "Malformed: the request is not in the form it should have.",
    401: "No token, or one that is over.",
    403: "The token lacks the scope, or the person the right.",
    404: "Not there, or not to be known of.",
    406: "Only JSON is answered.",
    429: "Too many requests; Retry-After says how long to wait.",
}
WRITING = {
    409: "Not possible in this state, needs an approval (`ask`), or something is new (`new`).",
    422: "A rule or a gate says no; `errors` names the fields.",
}
SENDING = {413: "The body is too large.", 415: "Only JSON is read."}
VERSIONED = {412: "Changed since the version in If-Match: both versions and the changes.", 428: "If-Match is missing."}
PAGING = (
    OpenApiParameter("cursor", str, description="From `next` or `previous` of another page."),
    OpenApiParameter("page_size", {"type": "integer", "minimum": 1, "maximum": pages.LARGEST_SIZE, "default": 50}),
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string", "pattern": r'^"\d{1,9}(-\d{1,19})?"$'},
    OpenApiParameter.HEADER,
    required=True,
    description="The ETag of the version this change was decided on.",
)
IDEMPOTENCY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": r"^[!-~]{1,255}$"},
    OpenApiParameter.HEADER,
    description="Kept for 24 hours: sent again, the same request is answered again and not done again.",
)


class Bearer(OpenApiAuthenticationExtension):
    target_class = "supportdesk.accounts.tokens.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "bearerFormat": "sd_…"}


class Browser(SessionScheme):
    target_class = "supportdesk.accounts.browsers.BrowserAuthentication"


class Schema(AutoSchema):
    view: Any

    def get_operation_id(self):
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(self.view).__name__).lower()
        return f"{self.method.lower()}_{name}"

    def get_tags(self):
        return [self.path.removeprefix("/api/v1/").split("/")[0]]

    def get_description(self):
        said = [getattr(self.view, self.method.lower()).__doc__, type(self.view).__doc__]
        return "\n\n".join(inspect.cleandoc(text) for text in said if text)

    def get_request_serializer(self):
        return self.view.shapes.get(self.method)

    def get_response_serializers(self):
        status, answer = self.view.tells[self.method]
        found = {status: answer or OpenApiResponse(description="Done."), **self.view.also.get(self.method, {})}
        for code, description in self.refusals().items():
            found[code, PROBLEM] = OpenApiResponse(told.Problem, description)
        return found

    def refusals(self):
        codes = dict(ALWAYS)
        if self.method != "GET":
            codes |= WRITING
        if self.method in ("POST", "PATCH"):
            codes |= SENDING
        return codes | VERSIONED if self.versioned else codes

    @property
    def versioned(self):
        return self.method in self.view.versioned

    def get_override_parameters(self):
        found = list(self.view.query) if self.method == "GET" else []
        if self.method == "GET" and self.view.parameters >= pages.PARAMETERS:
            orders = sorted(self.view.orders)
            choices = [name for order in orders for name in (order, f"-{order}")]
            found += [*PAGING, OpenApiParameter("ordering", {"type": "string", "enum": choices})]
        if self.versioned:
            found.append(IF_MATCH)
        if self.method == "POST" and self.view.idempotent:
            found.append(IDEMPOTENCY)
        return found

    def _is_list_view(self, serializer=None):
        return False

    def _get_response_headers_for_code(self, status_code, direction="response"):
        text = {"schema": {"type": "string"}}
        if status_code == "429":
            return {"Retry-After": text}
        return {"Location": text} if status_code == "201" else {}


def parameter(name, description="", *, schema=None, many=False, required=False):
    form = schema or {"type": "string"}
    if many:
        form = {"type": "array", "items": form}
    return OpenApiParameter(name, form, description=description, required=required)
