"""ETag and If-Match: a change names the version it was decided on (D5).

An ETag is the version, a dash, and the newest event: `"7-1043"`. The whole says whether anything is new; of an
If-Match only the version counts, so a reply in between does not refuse a change of fields.
"""

import re

from django.http import HttpResponse

from supportdesk.api.errors import Problem, malformed

TAG = re.compile(r'"(\d{1,9})(?:-\d{1,19})?"')


def version_seen(request):
    """The version in If-Match. Without one nothing is changed: 428."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        message = "Say which version you saw: send its ETag in If-Match."
        errors = [{"header": "If-Match", "code": "required", "detail": message}]
        raise Problem(428, "precondition_required", message, errors)
    match = TAG.fullmatch(given)
    if not match:
        raise malformed('If-Match names one version, as "7".', "if_match", header="If-Match")
    return int(match[1])


def etag(version, newest):
    return f'"{version}-{newest}"'


def unchanged(request, tag):
    given = request.headers.get("If-None-Match", "")
    return tag in (one.strip().removeprefix("W/") for one in given.split(","))


def not_modified(tag):
    response = HttpResponse(status=304)
    response["ETag"] = tag
    del response["Content-Type"]
    return response
