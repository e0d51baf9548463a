from django.urls import path

from . import chats
from . import mailboxes as office

urlpatterns = [
    path("mailboxes/", office.mailboxes, name="administration-mailboxes"),
    path("mailboxes/<int:pk>", office.mailbox, name="administration-mailbox"),
    path("mailboxes/<int:pk>/end", office.mailbox_end, name="administration-mailbox-end"),
    path("chats/", chats.chats, name="administration-chats"),
    path("chats/<int:pk>", chats.chat, name="administration-chat"),
    path("chats/<int:pk>/secret", chats.chat_secret, name="administration-chat-secret"),
    path("chats/<int:pk>/end", chats.chat_end, name="administration-chat-end"),
]
