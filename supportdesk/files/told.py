"""What is answered of files, declared for the schema."""

from rest_framework import serializers

STATES = ("open", "waiting", "infected", "gone")


class File(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    type = serializers.CharField(help_text="By its content.")
    sha256 = serializers.CharField()
    width = serializers.IntegerField(allow_null=True)
    height = serializers.IntegerField(allow_null=True)
    state = serializers.ChoiceField(STATES, help_text="`waiting`: the scanner has not seen it yet.")


class LooseFile(File):
    """Uploaded and not sent yet."""

    discard_at = serializers.DateTimeField(help_text="When it goes unless something has taken it.")
