"""What chats may send, and what is answered, declared for the schema."""

from rest_framework import serializers

from supportdesk.api.shapes import Named, Shape, Text


class ChatIn(Shape):
    """One message of a conversation, at most 64 kB."""

    conversation = Text(max_length=100, help_text="What the chat calls it: the same one is the same ticket.")
    email = serializers.EmailField(max_length=254, help_text="Of whoever writes.")
    name = Text(max_length=200, required=False, allow_blank=True)
    subject = Text(max_length=250, required=False, allow_blank=True, help_text="Else the first line is the title.")
    text = Text(max_length=20_000)


class ChatSourceIn(Shape):
    name = Text(max_length=100)
    queue = Named()
    type = Named(required=False, allow_null=True)


class ChangeChatSourceIn(Shape):
    name = Text(max_length=100, required=False)
    queue = Named(required=False)
    type = Named(required=False, allow_null=True)


class ChatTaken(serializers.Serializer):
    """The ticket to whose `ticket.replied` the chat listens, and the message that this one became."""

    conversation = serializers.CharField()
    ticket = serializers.IntegerField()
    message = serializers.IntegerField()


class ChatSource(serializers.Serializer):
    id = serializers.IntegerField()
    key = serializers.CharField()
    name = serializers.CharField()
    queue = serializers.IntegerField()
    type = serializers.IntegerField(allow_null=True)
    secret_since = serializers.DateTimeField()
    former_until = serializers.DateTimeField(allow_null=True)
    last_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class NewChatSource(ChatSource):
    """With its secret, this once."""

    secret = serializers.CharField()
