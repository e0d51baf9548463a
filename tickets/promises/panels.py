"""What promises offer to others' pages."""

from supportdesk import live

from . import policy
from .models import RetargetRun


def drafts(request):
    """For the page of a draft: the runs over open tickets that came of it."""
    return {"retarget_runs": lambda draft: RetargetRun.objects.filter(draft=draft)}


def run_shown(by, run):
    """What the fragment of a run needs besides the run."""
    return {"may_stop": policy.can(by, "stop_run", run), "stream": live.address([f"{run.subject}-{run.pk}"])}
