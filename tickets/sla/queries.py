from .models import Policy


def policies_in_force(at) -> list[Policy]:
    """The policies to choose from at this instant.

    One statement asks for their numbers, so that a version published a moment ago is seen by every process at once;
    the versions themselves, with targets and calendars, are read once per process.
    """
    numbers = Policy.objects.in_force(at).values_list("pk", flat=True)
    return [policy for policy in Policy.objects.versions(list(numbers)) if not policy.withdrawn]
