"""The boards. A period, a filter, a wall: every state has an address."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from supportdesk import clock
from supportdesk.accounts.actor import actor
from supportdesk.accounts.models import Person

from .. import addresses, aims, charts, naming, now, reading, registry
from ..boards import BOARDS, NOW, PERIODS
from ..drill import PARTS
from ..filters import Filters
from ..marks import changes, marks
from ..period import Period
from ..sight import require_sight
from ..words import EXCLUSIONS, lasting
from .csvs import file_of
from .seats import desk_only


@desk_only
@require_safe
def boards(request):
    return redirect("board", NOW)


@desk_only
@require_safe
def board(request, board):
    if board == NOW:
        return of_now(request)
    if board not in BOARDS:
        raise Http404
    about, read, period, filters = asked(request, BOARDS[board])
    course: list = next((card.points for card in read if not card.tile.by), [])
    spikes = marks(request.user, [one.span for one in course])
    cards = [shown(request.user, card, period, filters, spikes) for card in read]
    before, after = period.neighbours()
    context = about | {
        "cards": cards,
        "period": period,
        "periods": PERIODS,
        "marks": spikes,
        "before": addresses.board(board, filters, **before),
        "after": addresses.board(board, filters, **after) if after else "",
        "again": addresses.board(board, filters, **period.query(), wall=1),
        "csv": addresses.board_file(board, filters, **period.query()),
        "exclusions": EXCLUSIONS,
        "lasting": lasting,
    }
    return render(request, "boards/wall.html" if "wall" in request.GET else "boards/board.html", context)


def asked(request, board):
    """What the page is about, its cards, its period and its filters."""
    moment = clock.asked(request.user)
    period = Period.read(request.GET, moment, name=board.period)
    filters = Filters.read(request.GET)
    if board.key == "personal":
        filters = replace(filters, person=filters.person or request.user.pk)
    require_sight(actor(request), filters)
    person = Person.objects.filter(pk=filters.person).first() if filters.person else None
    about = {"board": board, "person_shown": person, "filters": filters, "chosen": filters.query()}
    about |= {"boards": tabs(), "offered": naming.offered(request.user)}
    return about, reading.read(request.user, board, period, filters), period, filters


def tabs():
    return [("Now", addresses.board(NOW)), *((one.name, addresses.board(one.key)) for one in BOARDS.values())]


@desk_only
@require_safe
def definitions(request):
    """One KPI, one file: what each says of itself."""
    kpis = list(registry.KPIS.values())
    targets = {kpi.id: aims.said(kpi, clock.now()) for kpi in kpis}
    return render(request, "boards/definitions.html", {"kpis": kpis, "exclusions": EXCLUSIONS, "targets": targets})


def shown(viewer, card, period, filters, spikes):
    """A card with its table twin, its chart and where its cases stand."""
    names = naming.names_of(viewer, card.tile.by, [one.key for one in card.points]) if card.tile.by else {}
    twin = charts.rows(card, period, filters, names)
    links = {
        part: addresses.rows_of(card.kpi.id, period.span, filters, variant=card.tile.variant, part=part)
        for part in PARTS
    }
    if card.partner:
        links["partner"] = addresses.rows_of(card.partner.kpi.id, period.span, filters)
    own = [] if card.tile.by else changes(card.kpi, [one.span for one in card.points])
    return {"card": card, "twin": twin, "chart": charts.drawn(card, twin, spikes + own), "links": links, "own": own}


def of_now(request):
    moment = clock.asked(request.user)
    filters = Filters.read(request.GET)
    offered = naming.offered(request.user, now.NARROWS)
    context = {
        "groups": now.read(request.user, filters, moment),
        "on_duty": now.on_duty(request.user, moment),
        "at": moment,
        "chosen": filters.query(),
        "offered": offered,
        "boards": tabs(),
        "again": addresses.board(NOW, filters, wall=1),
    }
    return render(request, "boards/now_wall.html" if "wall" in request.GET else "boards/now.html", context)


@desk_only
@require_safe
def board_csv(request, board):
    if board not in BOARDS:
        raise Http404
    _, cards, period, filters = asked(request, BOARDS[board])
    return file_of(request.user, board, cards, period, filters)
