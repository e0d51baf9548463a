"""Short names for addresses and imports, made from what people call a thing."""

from itertools import count

from django.utils.text import slugify


def key_for(model, name):
    """A key that no other row has: the name in small letters, with a number where that is taken."""
    longest = model._meta.get_field("key").max_length
    stem = slugify(name)[: longest - 4] or model._meta.model_name
    taken = set(model.objects.filter(key__startswith=stem).values_list("key", flat=True))
    return next(key for number in count(1) if (key := stem if number == 1 else f"{stem}-{number}") not in taken)
