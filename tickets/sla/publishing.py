"""Next versions of policies: like the one before, but for what is said."""

from .models import Policy, Target

OWN = ("id", "version", "effective_from", "reason")


def next_policy(policy, *, at, reason, changes=None, targets=None, hours=None):
    """Publish it. `targets` as plain values instead of those it has; `hours` is a calendar in whose place, by its key,
    the targets count."""
    kept = {field.attname: getattr(policy, field.attname) for field in Policy._meta.concrete_fields}
    own = {"version": newest(Policy, policy.key) + 1, "effective_from": at, "reason": reason}
    made = Policy(**{name: value for name, value in kept.items() if name not in OWN} | (changes or {}) | own)
    made.save()
    for target in targets if targets is not None else map(promised, policy.targets.order_by("pk")):
        calendar = target["calendar"]
        Target(
            **target | {"policy": made, "calendar": hours if hours and hours.key == calendar.key else calendar}
        ).save()
    return made


def promised(target):
    """A target as plain values, but for its calendar."""
    kept = [field for field in Target._meta.concrete_fields if field.name not in ("id", "policy", "calendar")]
    return {field.name: getattr(target, field.attname) for field in kept} | {"calendar": target.calendar}


def newest(model, key) -> int:
    """The number of the last version, also of one that has yet to begin; 0 if there is none."""
    found = model.objects.filter(key=key).order_by("-version").values_list("version", flat=True).first()
    return found or 0


def counting_in(key, at):
    """The policies in force then with a target that counts in this calendar, whatever its version."""
    found = Policy.objects.in_force(at)
    return [one for one in found if not one.withdrawn and one.targets.filter(calendar__key=key).exists()]
