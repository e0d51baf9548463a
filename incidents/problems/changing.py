"""Fields changed, and both values remembered for the log. Of problems and of known errors."""


def put(thing, **values):
    """Set these fields; answers `{field: [was, now]}` of those that differ, as one says them."""
    changes = {}
    for name, value in values.items():
        before = getattr(thing, name)
        if before != value:
            was = spoken(thing, name)
            setattr(thing, name, value)
            changes[name] = [was, spoken(thing, name)]
    return changes


def spoken(thing, name):
    label = getattr(thing, f"get_{name}_display", None)
    value = label() if label else getattr(thing, name)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def write(thing, changes, *also):
    """One new version, whatever changed at once."""
    thing.version += 1
    thing.save(update_fields=["version", *changes, *also])
