"""A view that takes a file: a form of several parts, written straight to disk, repeatable like any other POST."""

import hashlib

from rest_framework import serializers
from rest_framework.parsers import MultiPartParser

from supportdesk.api import idempotency
from supportdesk.api.errors import Problem
from supportdesk.api.shapes import Shape, read
from supportdesk.api.views import ApiView


class UploadIn(Shape):
    file = serializers.FileField(allow_empty_file=True, help_text="One file; its type is told by its content.")


class UploadView(ApiView):
    parser_classes = [MultiPartParser]

    def performed(self, request, *args, **kwargs):
        if request.method != "POST":
            return super().performed(request, *args, **kwargs)
        act = getattr(self, "post")  # noqa: B009 (each view has its own; the base has none)
        return idempotency.once(request, lambda: act(request, *args, **kwargs), of=lambda: self.sent(request))

    def sent(self, request):
        """What must be equal when a key comes again: the fields, and of each file its name and its bytes."""
        self.require_taken(request)
        digest = hashlib.sha256()
        for name, values in sorted(request.data.lists()):
            for value in values:
                digest.update(f"{name}\n{value}\n".encode())
        for _, files in sorted(request.FILES.lists()):
            for file in files:
                for piece in file.chunks():
                    digest.update(piece)
                file.seek(0)
        return digest.digest()

    def taken(self, request, shape):
        """The checked values of the form, its file among them."""
        self.require_taken(request)
        return read(shape, request)

    def require_taken(self, request):
        """What the reader of the upload passed over has a reason, and the reason is the answer."""
        request.data  # noqa: B018 (reading it is what takes the upload in)
        for reason in getattr(request._request, "passed_over", []):
            raise Problem(413, "too_large", reason, [{"pointer": "/file", "code": "too_large", "detail": reason}])
