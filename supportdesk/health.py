"""Is the process up, is the desk ready: asked by supervisors and balancers."""

from django.http import JsonResponse


def healthz(request):
    """The process answers. No I/O."""
    return JsonResponse({"status": "ok"})


def readyz(request):
    return JsonResponse({"status": "ok"})


def metrics(request):
    return JsonResponse({"status": "ok"})
