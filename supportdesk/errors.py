"""What an action says when it declines. Each entry point translates these once."""


class Refused(Exception):
    """The request is understood and not granted; the message is for the person who asked."""

    status = 422
    code = "refused"

    def __init__(self, message, *, field=None, missing=()):
        super().__init__(message)
        self.message = message
        self.field = field
        self.missing = tuple(missing)


class NotAllowed(Refused):
    """This person may not do this here; `limit` says in words what would have to hold."""

    status = 403
    code = "not_allowed"

    def __init__(self, action, limit=""):
        super().__init__(f"You may not {spoken(action)} here{f' ({limit})' if limit else ''}.")
        self.action = action
        self.limit = limit


class NeedsApproval(Refused):
    """This person may do this once it is granted: `steps` are asked in order, each names the roles of which one grants.

    `asks` is what to send to ask for it (`supportdesk.approvals`), `open` the id of the request that waits already.
    """

    status = 409
    code = "needs_approval"

    def __init__(self, action, role, steps=()):
        super().__init__(f"To {spoken(action)} you need the approval of a colleague in the role {role}.")
        self.action = action
        self.role = role
        self.steps = tuple(steps) or ((role,),)
        self.whom = role
        self.asks: dict = {}
        self.open: int | None = None

    def explain(self, message, whom):
        """Once the thing is known: what needs whose word, as one says it."""
        self.message, self.whom, self.args = message, whom, (message,)


class Guarded(Refused):
    """The text holds, or asks for, what must not be written. `findings` has one dict per place: code, level (block or
    warning), message, instead, begin, end. A warning goes through once its code is among those confirmed."""

    code = "guarded"

    def __init__(self, findings, *, field="body"):
        super().__init__(findings[0]["message"], field=field)
        self.findings = list(findings)


class WrongState(Refused):
    """The thing is not in a state from which this can be done; `permitted` names what can."""

    status = 409
    code = "wrong_state"

    def __init__(self, message, permitted=()):
        super().__init__(message)
        self.permitted = tuple(permitted)


class Conflict(Refused):
    """Somebody changed the thing after it was read.

    `changes` holds one dict per changed field: field, was, now, by, at.
    """

    status = 412
    code = "conflict"

    def __init__(self, seen, current, changes):
        super().__init__("Somebody changed this after you opened it. Look at what is new, then decide again.")
        self.seen = seen
        self.current = current
        self.changes = list(changes)


class Unseen(Refused):
    """Something happened after what the writer had read; nothing was sent and the text is kept.

    `new` holds one dict per event: event, kind, by, at.
    """

    status = 409
    code = "unseen"

    def __init__(self, new):
        super().__init__("Something is new here since you began to write. Read it, then send again.")
        self.new = list(new)


def spoken(action):
    return action.replace("_", " ")
