from django.http import JsonResponse
from django.shortcuts import render

from supportdesk.files import limits


class LargestBodyMiddleware:
    """What announces more than any form here may send is refused before a byte of it is read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > limits.BODY:
            return refusal(request)
        return self.get_response(request)


def refusal(request):
    said = f"At most {limits.megabytes(limits.MESSAGE)} can be sent at once."
    if not request.path.startswith("/api/"):
        return render(request, "413.html", {"said": said}, status=413)
    problem = {"type": "about:blank", "title": "Content Too Large", "status": 413, "code": "too_large", "detail": said}
    return JsonResponse(problem, status=413, content_type="application/problem+json")
