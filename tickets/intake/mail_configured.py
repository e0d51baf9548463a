"""How long a mail is kept as it came."""

from supportdesk.configuration.definitions import Definition, number

RAW_DAYS = "mail_raw_days"

DEFINITIONS = (
    Definition(
        RAW_DAYS,
        "Days for which a mail is kept as it came",
        180,
        number(1, 3650),
        "Counted from when it was taken up. What it said stands on its ticket; a mail that is held is kept until "
        "somebody has looked at it, and one of a restricted ticket as long as the ticket is.",
        later=True,
    ),
)
