from django.urls import path

from . import entries

urlpatterns = [
    one
    for noun in entries.NOUNS
    for one in (
        path(f"{noun.many.lower()}/", entries.entries, {"noun": noun}, name=noun.plural),
        path(f"{noun.many.lower()}/<int:pk>", entries.entry, {"noun": noun}, name=noun.single),
        path(
            f"{noun.many.lower()}/<int:pk>/retire", entries.entry_retire, {"noun": noun}, name=f"{noun.single}-retire"
        ),
    )
]
