"""How an upload comes in: straight to disk, piece by piece, never more than is allowed."""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler

from . import limits, store


class LimitedUploads(TemporaryFileUploadHandler):
    """What is too large, or one too many, is read past and kept nowhere; `request.passed_over` names it and why, and
    the rest of the form is there to be shown again. What was cut off on its way is no upload at all."""

    request: Any  # Django gives it after making the handler

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803 (as Django calls it)
        self.length, self.count, self.total = content_length, 0, 0
        self.request.passed_over = []

    def new_file(self, *args, **kwargs):
        self.__dict__.pop("file", None)  # the one before is complete: passing over this one must not close it
        self.count += 1
        self.size = 0
        if self.count > limits.NUMBER:
            self.pass_over(f"At most {limits.NUMBER} files at a time.")
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = store.Growing(self.file_name, self.content_type, 0, self.charset, self.content_type_extra)

    def receive_data_chunk(self, raw_data, start):
        self.size += len(raw_data)
        self.total += len(raw_data)
        if self.size > limits.FILE:
            self.pass_over(f"“{self.file_name}” is larger than {limits.megabytes(limits.FILE)}.")
        if self.total > limits.MESSAGE:
            self.pass_over(f"These files are larger than {limits.megabytes(limits.MESSAGE)} together.")
        super().receive_data_chunk(raw_data, start)

    def pass_over(self, reason):
        self.request.passed_over.append(reason)
        raise SkipFile

    def upload_complete(self):
        """A connection that breaks looks like an end to whoever only reads; the length that was announced knows."""
        stream = getattr(self.request, "_stream", None)
        if getattr(stream, "_pos", self.length) < self.length:
            raise BadRequest("The upload was cut off")
