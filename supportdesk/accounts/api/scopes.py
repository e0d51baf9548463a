from rest_framework.permissions import BasePermission

from supportdesk.accounts.tokens import require_scope


class Scoped(BasePermission):
    """What a token may be used for, as the view says for each method (SEC-20)."""

    def has_permission(self, request, view):
        scope = getattr(view, "scopes", {}).get("GET" if request.method == "HEAD" else request.method)
        if scope:
            require_scope(request, scope)
        return True
