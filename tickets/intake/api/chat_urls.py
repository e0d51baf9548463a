from django.urls import path

from . import chats

urlpatterns = [
    path("chats/<slug:key>", chats.Chats.as_view(), name="api-chat"),
    path("chat-sources", chats.ChatSources.as_view(), name="api-chat-sources"),
    path("chat-sources/<int:pk>", chats.OneChatSource.as_view(), name="api-chat-source"),
    path("chat-sources/<int:pk>/secret", chats.ChatSourceSecret.as_view(), name="api-chat-source-secret"),
    path("chat-sources/<int:pk>/end", chats.ChatSourceEnd.as_view(), name="api-chat-source-end"),
]
