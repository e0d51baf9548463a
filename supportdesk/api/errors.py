"""Refusals and faults as problems (RFC 9457): one form for everything that is not an answer."""

import json
from http import HTTPStatus

import structlog
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from rest_framework import exceptions

from supportdesk.errors import Conflict, Guarded, NeedsApproval, NotAllowed, Refused, Unseen, WrongState

MEDIA_TYPE = "application/problem+json"
DETAILS = {
    NotAllowed: ("action",),
    NeedsApproval: (),
    WrongState: ("permitted",),
    Conflict: ("seen", "current", "changes"),
    Unseen: ("new",),
    Guarded: ("findings",),
}
log = structlog.get_logger(__name__)


class Problem(Exception):
    """What is wrong with a request before any action is asked. Each error names where it is: a `pointer` into the
    body, a `parameter` of the query or a `header`."""

    def __init__(self, status, code, detail, errors=(), *, headers=None):
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = list(errors)
        self.headers = headers or {}


def malformed(detail, code="invalid", **where):
    """A 400 that names one place."""
    return Problem(400, code, detail, [{**where, "code": code, "detail": detail}] if where else [])


def handle(error, context):
    """Django REST framework's way in: any exception becomes an answer; a fault of ours is logged and not described."""
    problem = problem_of(error)
    if problem is None:
        log.exception("api_fault", path=context["request"].path)
        problem = Problem(500, "internal", "Something went wrong here. It has been logged under the request id.")
    return answer(context["request"], problem, extra=details(error))


def answer(request, problem, *, extra=()):
    body = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.path,
        "code": problem.code,
        "errors": problem.errors,
        "request_id": getattr(request, "id", ""),
        **dict(extra),
    }
    response = HttpResponse(json.dumps(body, default=str), status=problem.status, content_type=MEDIA_TYPE)
    for name, value in problem.headers.items():
        response[name] = value
    return response


def problem_of(error):
    match error:
        case Problem():
            return error
        case Refused():
            return Problem(error.status, error.code, error.message, pointers(error))
        case Http404():
            return Problem(404, "not_found", "There is nothing here that you may see.")
        case PermissionDenied():
            return Problem(403, "permission_denied", str(error) or "You may not do this.")
        case exceptions.ValidationError():
            return Problem(400, "invalid", "The request is not in the form it should have.", flat(error.detail))
        case exceptions.APIException():
            return framework(error)
        case BadRequest():
            return malformed(f"{error}.")
        case RequestDataTooBig():
            return Problem(413, "too_large", "The body is too large.")
    return of_the_database(error)


def of_the_database(error):
    match error:
        case DataError():
            log.warning("api_value_out_of_range", error=str(error))
            return malformed("A value is out of range.", "out_of_range")
        case OperationalError() | InterfaceError():
            log.warning("api_without_database", error=str(error))
            return Problem(503, "unavailable", "Please try again in a moment.", headers={"Retry-After": "2"})
    return None


def framework(error):
    headers = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header
    code = error.get_codes()
    return Problem(
        error.status_code, code if isinstance(code, str) else error.default_code, str(error.detail), headers=headers
    )


def details(error):
    """What a refusal carries beside its sentence."""
    if isinstance(error, NeedsApproval):
        where = {"href": "/api/v1/approvals", "body": error.asks} if error.asks else {}
        return {"ask": {"action": error.action, "role": error.role, **where}, "approval": error.open}
    return {name: getattr(error, name) for name in DETAILS.get(type(error), ())}


def pointers(refusal):
    """The fields a refusal speaks of: the one that is wrong, then those that are missing."""
    named = []
    if refusal.field and refusal.field not in refusal.missing:
        named.append({"pointer": f"/{refusal.field}", "code": refusal.code, "detail": refusal.message})
    needed = "Needed before this can be done."
    return named + [{"pointer": f"/{name}", "code": "required", "detail": needed} for name in refusal.missing]


def flat(detail, pointer=""):
    """A serializer's nested errors as a list, each with a JSON pointer."""
    if isinstance(detail, dict):
        return [
            one
            for name, inner in detail.items()
            for one in flat(inner, pointer if name == "non_field_errors" else f"{pointer}/{escaped(name)}")
        ]
    if isinstance(detail, list):
        nested = any(isinstance(inner, dict | list) for inner in detail)
        return [
            one
            for number, inner in enumerate(detail)
            for one in flat(inner, f"{pointer}/{number}" if nested else pointer)
        ]
    return [{"pointer": pointer, "code": getattr(detail, "code", "invalid"), "detail": str(detail)}]


def escaped(name):
    return str(name).replace("~", "~0").replace("/", "~1")
