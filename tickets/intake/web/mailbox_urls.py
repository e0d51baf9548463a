from django.urls import path

from . import mailboxes as office

urlpatterns = [
    path("mailboxes/", office.mailboxes, name="administration-mailboxes"),
    path("mailboxes/<int:pk>", office.mailbox, name="administration-mailbox"),
    path("mailboxes/<int:pk>/end", office.mailbox_end, name="administration-mailbox-end"),
]
