"""Why a deadline is where it is: every interval, who held the ticket meanwhile, and by which promise (SLA-13)."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from supportdesk import clock as clocks
from supportdesk.numbers import whole
from tickets.sla import days, wording
from tickets.sla.answer import answer
from tickets.sla.attribution import together
from tickets.sla.worktime import SECOND

from ..queries.lists import score_parts
from ..queries.why import Explained, clocks_of
from .acts import acts
from .deadline import deadline
from .shown import actor
from .ticket import desk_only, seen_ticket

PARTS = 60  # days that a group lists one by one


@desk_only
@require_GET
def clock(request, pk, goal):
    """The panel by itself for a chip under the pointer, or as a page with what the panel leaves out."""
    one = seen_ticket(request, pk)
    every = list(clocks_of(one, goal))
    found = chosen(every, request.GET.get("clock", ""))
    now = clocks.now()
    known = Explained(one)
    why = known.why(found, now)
    shares = known.shares(found, now)
    context = {
        "ticket": one,
        "clock": found,
        "deadline": deadline(found, now),
        "why": why,
        "answer": answer(why),
        "lines": days.lines(why),
        "worded": wording.worded,
        "details": wording.details,
        "when": wording.when,
        "most": PARTS,
        "second": SECOND,
        "shares": by_party(shares),
        "total": together(shares.values()),
        "others": [other for other in every if other != found],
        "parts": score_parts(one, now) if one.is_live else [],
        "acts": acts(one, found, actor(request)) if found == every[0] else [],
    }
    return render(request, "tickets/_why.html" if request.htmx else "tickets/why.html", context)


def chosen(every, asked):
    """The one that the address names; else the newest."""
    if not asked and every:
        return every[0]
    found = next((one for one in every if one.pk == whole(asked)), None)
    if found is None:
        raise Http404
    return found


def by_party(shares):
    """(party, team, share, [(owner, share)]) in the order of first holding."""
    told: dict[tuple[str, str], list] = {}
    for holder, share in shares.items():
        key = (holder.party.label, holder.team) if holder else ("Earlier", "before it was taken up again")
        told.setdefault(key, []).append((holder.owner if holder else "", share))
    return [
        (party, team, together(share for _, share in some), [pair for pair in some if pair[0]])
        for (party, team), some in told.items()
    ]
