"""What flows from an incident down to its tickets, and what never does (peers' rule, section 2.2). Pure.

| the incident | its tickets |
|---|---|
| an ordinary one is investigated | those triaged are started |
| an ordinary one is verified | those at work are resolved, with its cause and what was done |
| a major one is declared | from then on its moves do nothing to tickets: each is answered, and told at the end |
| any is closed | nothing: each requester confirms |

Priority, owner, queue, waits and closing are the ticket's own. The banner, the workarounds and the updates of its
incident are shown on every ticket at once, whatever its kind.
"""

from .states import ORDER, Flow, State

WORKED_ON = ORDER[ORDER.index(State.INVESTIGATING) : ORDER.index(State.VERIFIED)]


def flows(state: str, *, major: bool) -> str:
    """What a ticket that belongs to an incident in this state has to go through; nothing for most."""
    if major or state in (State.SUSPECTED, State.ACKNOWLEDGED):
        return ""
    return Flow.START if state in WORKED_ON else Flow.RESOLVE if state == State.VERIFIED else ""
