"""Asking: the requester for details (T-25), a colleague for an answer by an instant (COM-10)."""

from django.http import Http404
from rest_framework import serializers

from supportdesk.api.shapes import Named, Shape, Text, read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer
from supportdesk.numbers import wholes

from ..actions.answer import answer as answer_ask
from ..actions.ask import ask
from ..actions.inquire import inquire
from ..actions.note import note
from ..models import Ask, AskState, Inquiry
from . import lookups, shapes, shown, told
from .base import READ, WRITE, DeskView


class QuestionIn(Shape):
    question = Text(max_length=500)
    why = Text(max_length=500, required=False, allow_blank=True)


class DetailsIn(Shape):
    body = shapes.long_text(required=False, allow_blank=True)
    questions = QuestionIn(many=True)
    seen = shapes.number(required=False)
    confirmed = shapes.confirmed_codes()


class PartTold(serializers.Serializer):
    id = serializers.IntegerField()
    question = serializers.CharField()
    why = serializers.CharField(allow_blank=True)
    answer = serializers.CharField(allow_blank=True)
    answered_at = serializers.DateTimeField(allow_null=True)


class AskTold(serializers.Serializer):
    id = serializers.IntegerField()
    ticket = serializers.IntegerField()
    state = serializers.ChoiceField(AskState.choices)
    asked_at = serializers.DateTimeField()
    chases = serializers.IntegerField()
    chase_at = serializers.DateTimeField(allow_null=True, help_text="The next chase, or the end after the last.")
    message = serializers.IntegerField()
    answer = serializers.IntegerField(allow_null=True)
    parts = PartTold(many=True)


def shown_ask(one):
    parts = one.parts.values("id", "question", "why", "answer", "answered_at")
    return {
        "id": one.pk,
        "ticket": one.ticket_id,
        "state": one.state,
        "asked_at": one.asked_at,
        "chases": one.chases,
        "chase_at": one.chase_at,
        "message": one.message_id,
        "answer": one.answer_id,
        "parts": list(parts),
    }


class Asks(DeskView):
    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": DetailsIn}
    tells = {"GET": (200, page_of(AskTold, cursors=False)), "POST": (201, AskTold)}

    def get(self, request, pk):
        return answer({"results": [shown_ask(one) for one in self.found(pk, related=()).asks.all()]})

    def post(self, request, pk):
        self.require_desk()
        return answer(shown_ask(ask(self.found(pk), by=self.by(), **read(DetailsIn, request))), 201)


class AnswerIn(Shape):
    """`answers` names each question by its id."""

    answers = serializers.DictField(child=shapes.long_text(allow_blank=True))
    seen = shapes.number(required=False)
    confirmed = shapes.confirmed_codes()

    def validate_answers(self, given):
        if len(wholes(given)) < len(given):
            raise serializers.ValidationError("Name each question by its id.")
        return {int(name): text for name, text in given.items()}


class Answer(DeskView):
    """The requester's answers, part by part. A plain message answers an ask too."""

    scopes = {"POST": WRITE}
    shapes = {"POST": AnswerIn}
    tells = {"POST": (200, AskTold)}

    def post(self, request, pk, ask_pk):
        ticket = self.found(pk, related=())
        made = Ask.objects.filter(ticket=ticket).select_related("ticket").filter(pk=ask_pk).first()
        if made is None or (request.user.serves and request.user.pk != ticket.requester_id):
            raise Http404
        answer_ask(made, by=self.by(), **read(AnswerIn, request))
        return answer(shown_ask(made))


class InquiryIn(Shape):
    asked = Named(help_text="Id or address of a colleague.")
    body = shapes.long_text()
    needed_by = serializers.DateTimeField()
    seen = shapes.number(required=False)
    confirmed = shapes.confirmed_codes()


class InquiryTold(serializers.Serializer):
    id = serializers.IntegerField()
    ticket = serializers.IntegerField()
    asker = told.Card()
    asked = told.Card()
    note = serializers.IntegerField()
    asked_at = serializers.DateTimeField()
    needed_by = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)
    response_seconds = serializers.IntegerField(allow_null=True, help_text="How long the one asked took.")
    due_at = serializers.DateTimeField(allow_null=True, help_text="When it is needed, or sooner by the desk's promise.")
    answer = serializers.IntegerField(allow_null=True)


def shown_inquiry(one, by):
    people = {"asker": shown.person(by, one.asker), "asked": shown.person(by, one.asked)}
    times = {"asked_at": one.asked_at, "needed_by": one.needed_by, "answered_at": one.answered_at}
    times |= {"response_seconds": one.response_seconds, "due_at": due_of(one)}
    return {"id": one.pk, "ticket": one.ticket_id, "note": one.note_id, "answer": one.answer_id} | people | times


def due_of(inquiry):
    return min((clock.due_at for clock in inquiry.clocks.all()), default=inquiry.needed_by)


class Inquiries(DeskView):
    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": InquiryIn}
    tells = {"GET": (200, page_of(InquiryTold, cursors=False)), "POST": (201, InquiryTold)}

    def get(self, request, pk):
        self.require_desk()
        rows = self.found(pk, related=()).inquiries.select_related("asker", "asked").prefetch_related("clocks")
        return answer({"results": [shown_inquiry(one, self.by()) for one in rows]})

    def post(self, request, pk):
        self.require_desk()
        ticket = self.found(pk)
        given = read(InquiryIn, request)
        given["asked"] = lookups.person(request.user, given["asked"], "asked")
        return answer(shown_inquiry(inquire(ticket, by=self.by(), **given), self.by()), 201)


class InquiryAnswer(DeskView):
    """By a note of the one who was asked, whatever their seat."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.SayIn}
    tells = {"POST": (201, told.Note)}

    def post(self, request, pk, inquiry_pk):
        self.require_desk()
        ticket = self.found(pk)
        mine = Inquiry.objects.filter(ticket=ticket, asked=request.user).filter(pk=inquiry_pk).first()
        if mine is None:
            raise Http404
        written = note(ticket, by=self.by(), answers=mine, **read(shapes.SayIn, request))
        return answer(shown.note(written, self.by()), 201)
