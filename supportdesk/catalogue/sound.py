"""What a queue, type, category, component or tag must be, whether it is new or changed."""

from supportdesk.catalogue.models import Category, Tag, TicketType
from supportdesk.errors import Refused


def require_sound(thing):
    if not thing.name:
        raise Refused("Give it a name.", field="name")
    if isinstance(thing, Tag) and Tag.objects.filter(name__iexact=thing.name).exclude(pk=thing.pk).exists():
        raise Refused("There is such a tag already, offered or retired.", field="name")
    if isinstance(thing, Category):
        require_place(thing)
    if isinstance(thing, TicketType) and thing.queue and thing.queue.retired_at:
        raise Refused("This queue is retired.", field="queue")


def require_place(category):
    """A tree of two levels: nothing stands below what stands below something."""
    parent = category.parent
    if parent is None:
        return
    if parent.parent_id:
        raise Refused("Categories have two levels at most.", field="parent")
    if parent.retired_at:
        raise Refused("This category is retired.", field="parent")
    if category.pk and (parent.pk == category.pk or category.children.exists()):
        raise Refused("A category with others below it stays at the top.", field="parent")
