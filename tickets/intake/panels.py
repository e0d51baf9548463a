"""What forms offer to others' pages: those that one may fill in, and what was answered on a ticket."""

from functools import cache

from .models import Answer, Form


def forms(request):
    @cache
    def offered_forms():
        return list(Form.objects.offered_to(request.user).select_related("live"))

    @cache
    def form_answers(ticket):
        rows = Answer.objects.filter(submission__ticket=ticket)
        return list(rows.select_related("submission__version"))

    return {"offered_forms": offered_forms, "form_answers": form_answers}
