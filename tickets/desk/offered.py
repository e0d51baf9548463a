"""What is retired stays on the tickets that have it and is not given to others (T-04)."""

from supportdesk.errors import Refused


def require(by, ticket=None, **given) -> None:
    """Raise Refused at the first of these catalogue rows that is retired and not the ticket's own.
    An import may file things as they were filed then."""
    for name, value in given.items():
        if value is None or not value.retired_at or by.via == "import":
            continue
        if ticket is None or getattr(ticket, f"{name}_id") != value.pk:
            successor = f" Use “{value.successor}”." if value.successor_id else ""
            raise Refused(f"“{value}” is retired.{successor}", field=name)
