"""The board in columns, with the limits of work in progress (T-20). Cards go on by `POST /tickets/{id}/moves`."""

from rest_framework import serializers

from supportdesk.api.schema import parameter
from supportdesk.api.views import answer

from ..models import Ticket, WipLimit
from ..queries import kanban as queries
from ..states import Status
from .base import READ, DeskView
from .figures import IDS, chosen


class LimitTold(serializers.Serializer):
    most = serializers.IntegerField()
    mode = serializers.ChoiceField(WipLimit.Mode.choices)
    held = serializers.IntegerField(help_text="What the limit counts: in its queue, or in all queues of its team.")


class ColumnTold(serializers.Serializer):
    status = serializers.ChoiceField(Status.choices)
    count = serializers.IntegerField()
    limit = LimitTold(allow_null=True)
    tickets = serializers.ListField(child=serializers.IntegerField(), help_text="The most urgent first.")


class LoadTold(LimitTold):
    analyst = serializers.CharField()


class KanbanTold(serializers.Serializer):
    columns = ColumnTold(many=True)
    analysts = LoadTold(many=True)


class Kanban(DeskView):
    """Of a queue, or without one of one's own tickets; what was resolved stands there for a week."""

    scopes = {"GET": READ}
    parameters = frozenset({"queue"})
    query = (parameter("queue", "The tickets of this queue.", schema=IDS),)
    tells = {"GET": (200, KanbanTold)}

    def get(self, request):
        self.require_desk()
        queue = chosen(request)
        seen = Ticket.objects.visible_to(self.viewer)
        narrow = seen.filter(queue=queue) if queue else seen.filter(owner=self.viewer)
        tickets = queries.on_board(narrow, self.now(request))
        places = tickets.order_by("rank", "id").values_list("pk", "status")[: queries.SHOWN]
        columns = [column_shown(one, places) for one in queries.columns(tickets, queue)]
        analysts = [load_shown(one) for one in queries.loads(queue)] if queue else []
        return answer({"columns": columns, "analysts": analysts})


def column_shown(column, places):
    tickets = [pk for pk, status in places if status == column.status]
    limit = column.limit and {"most": column.limit.most, "mode": column.limit.mode, "held": column.held}
    return {"status": column.status, "count": column.count, "limit": limit, "tickets": tickets}


def load_shown(load):
    return {"analyst": load.name, "most": load.limit.most, "mode": load.limit.mode, "held": load.held}
