"""Who may read figures, and whose (C 90 to 93, MET-18)."""

from supportdesk.accounts.models import Person, Role
from supportdesk.accounts.models.team import Membership
from supportdesk.errors import NotAllowed


def reads(viewer) -> bool:
    """The desk's own people; requesters have their tickets, not its figures."""
    return bool(viewer.is_active and viewer.serves)


def sees_person(viewer, person) -> bool:
    """Oneself, who leads a team of theirs, and the manager: a colleague sees the team's figures, not a person's."""
    pk = getattr(person, "pk", person)
    if not reads(viewer):
        return False
    if viewer.is_system or viewer.pk == pk:
        return True
    if viewer.has_role(Role.SM):  # of people that this manager knows: one of a single organisation meets no stranger
        return viewer.serves_everybody or Person.objects.visible_to(viewer).filter(pk=pk).exists()
    led = viewer.scope.led
    return bool(led) and Membership.objects.filter(person=pk, team__in=led).exists()


def seen_people(viewer) -> set[int] | None:
    """Whose own figures this person sees; None: everybody's."""
    if viewer.is_system or viewer.has_role(Role.SM):
        return None
    led = viewer.scope.led
    own = set(Membership.objects.filter(team__in=led).values_list("person", flat=True)) if led else set()
    return own | {viewer.pk}


def require(viewer, filters) -> None:
    if not reads(viewer):
        raise NotAllowed("read_figures")
    if filters.person is not None and not sees_person(viewer, filters.person):
        raise NotAllowed("read_figures", "another person's figures are theirs, their lead's and the manager's")
