"""Languages that people may be spoken to in."""

from supportdesk.errors import Refused

LANGUAGES = (
    ("en", "English"),
    ("de", "German"),
    ("es", "Spanish"),
    ("fr", "French"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("nl", "Dutch"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("tr", "Turkish"),
    ("zh", "Chinese"),
)
UNSAID = ("", "Not said")
NAMES = dict((UNSAID, *LANGUAGES))


def require_language(key):
    if key not in NAMES:
        raise Refused("There is no such language to choose.", field="language")
