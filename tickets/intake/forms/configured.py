"""What no form may ask for (SEC-23)."""

from supportdesk.configuration.definitions import Definition, some_of

from .schema import PERSONAL

FORBIDDEN = "forms_forbidden"
ASKABLE = {name: label for name, label in PERSONAL.items() if name != "none"}

DEFINITIONS = (
    Definition(
        FORBIDDEN,
        "What no intake form may ask for",
        ["identity", "payment", "health", "password"],
        some_of(*ASKABLE),
        "A form that asks for it is refused when it is proposed and when it is published.",
        choices=tuple(ASKABLE.items()),
        later=True,
    ),
)
