from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import Synonyms


@transaction.atomic
def keep_synonyms(words, *, by):
    """These mean the same to whoever searches (KB-12)."""
    said = list(dict.fromkeys(" ".join(word.lower().split())[:60] for word in words))
    group = Synonyms(words=[word for word in said if word], made_by=by.person, made_at=clock.now())
    policy.require(by, "keep_synonyms", group)
    if len(group.words) < 2:
        raise Refused("Name at least two words that mean the same.", field="words")
    if len(group.words) > 20:
        raise Refused("At most twenty words stand in a group.", field="words")
    group.save()
    record(Kind.SYNONYMS_KEPT, group, by=by, at=group.made_at, text={"words": group.words})
    return group


@transaction.atomic
def drop_synonyms(group, *, by):
    group.lock()
    policy.require(by, "keep_synonyms", group)
    record(Kind.SYNONYMS_DROPPED, group, by=by, at=clock.now(), text={"words": group.words})
    group.delete()
