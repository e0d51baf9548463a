"""How a signed-in browser shows the API who it is."""

from rest_framework.authentication import SessionAuthentication


class BrowserAuthentication(SessionAuthentication):
    """Its CSRF token comes in a header. It is looked for in Django's request, which leaves a body of JSON unread; the
    framework's would read it, and nobody could a second time."""

    def enforce_csrf(self, request):
        super().enforce_csrf(getattr(request, "_request", request))
