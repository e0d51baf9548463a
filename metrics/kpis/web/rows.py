"""What a figure counts, case by case: numerator and denominator apart (MET-12)."""

from functools import partial

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supportdesk.accounts.actor import actor
from supportdesk.errors import Refused

from .. import addresses, registry
from ..cases import cases
from ..drill import rows
from ..filters import Filters
from ..period import span_of
from ..sight import require_sight
from .seats import desk_only

PAGE = 50
PARTS = {
    "denominator": "All that are counted",
    "numerator": "Of these, in the share",
    "rest": "Of these, not in it",
    "apart": "Left out",
}


@desk_only
@require_safe
def figure_rows(request, kpi):
    part, variant = request.GET.get("part", "denominator"), request.GET.get("variant", "")
    try:
        named = registry.kpi(kpi)
        counted = named.variant(variant)
    except LookupError as error:
        raise Http404 from error
    if part not in PARTS:
        raise Refused(f"A part is one of {', '.join(PARTS)}.", field="part")
    span, filters = span_of(request.GET), Filters.read(request.GET)
    require_sight(actor(request), filters)
    found = rows(request.user, named.id, span, filters, variant, part=part)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    address = partial(addresses.rows_of, kpi, span, filters, variant=variant)
    links = [(key, words, address(part=key)) for key, words in PARTS.items()]
    context = {"kpi": named, "part": part, "span": span, "page": page, "variant": counted}
    scale = 100 if counted.measure == "value" else 1
    context["cases"] = cases(list(page.object_list), named.shaped(counted), scale, request.user)
    context["promised"] = any(one.terms.policy for one in context["cases"])
    context |= {"links": links, "here": address(part=part)}
    return render(request, "boards/rows.html", context)
