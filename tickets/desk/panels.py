"""What tickets offer to others' pages: playbooks at work on one, and what became of a macro."""

from .queries.macros import figures
from .queries.playbooks import runs_of, seen_of, steps_of


def wording(request):
    return {
        "playbook_runs": runs_of,
        "playbook_steps": steps_of,
        "playbook_seen": seen_of,
        "macro_figures": figures,
    }
