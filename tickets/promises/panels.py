"""What promises offer to others' pages."""

from .models import RetargetRun


def drafts(request):
    """For the page of a draft: the runs over open tickets that came of it."""
    return {"retarget_runs": lambda draft: RetargetRun.objects.filter(draft=draft)}
