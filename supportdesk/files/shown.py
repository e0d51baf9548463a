"""A file as data."""


def file(one):
    return {
        "id": one.pk,
        "name": one.name,
        "size": one.size,
        "type": one.type,
        "sha256": one.sha256,
        "width": one.width,
        "height": one.height,
        "state": one.state,
    }
