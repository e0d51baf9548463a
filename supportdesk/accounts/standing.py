"""Whether there is anybody who approves changes of the desk."""

from supportdesk.accounts.models import Person, Role


def nobody_approves():
    """The provider has no manager: the desk is being set up."""
    return not Person.objects.active().filter(roles__contains=[Role.SM], organisation=None).exists()
