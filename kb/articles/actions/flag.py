from datetime import timedelta

from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import marking, policy
from ..kinds import Kind
from ..models import Flag
from ..models.reading import FlagReason

WITHIN = timedelta(days=7)
TWICE = "reported as wrong twice"


@transaction.atomic
def flag(article, *, by, reason, words):
    """Say that something is wrong with it: from now on it is under review, and its owner has a task (KB-09). The second
    word of that kind marks it."""
    article.lock()
    policy.require(by, "flag_article", article)
    if article.live is None:
        raise WrongState("Nobody reads it yet: edit it instead.")
    if reason not in FlagReason.values:
        raise Refused("Choose one of the reasons that are offered.", field="reason")
    if not words.strip():
        raise Refused("Say in words what it is.", field="words", missing=("words",))
    return raised(article, by, clock.now(), {"reason": reason, "words": words.strip()[:1000]})


def raised(article, by, now, said, *, by_reader=False):
    made = Flag.objects.create(
        article=article,
        number=article.live.number,
        raised_by=None if by_reader else by.person,
        raised_at=now,
        by_reader=by_reader,
        owner=article.owner,
        due_at=now + WITHIN,
        **said,
    )
    if Flag.objects.open().filter(article=article, reason__in=("wrong", "outdated")).count() > 1:
        marking.put(article, TWICE, now)
    about = {"flag": made.pk, "reason": made.reason, "owner": article.owner_id, "by_reader": by_reader}
    record(Kind.FLAGGED, article, by=by, at=now, text={"words": made.words}, **about)
    return made


@transaction.atomic
def settle_flag(flag, *, by, verdict, answer):
    """The owner's task is done: it was mended, or it is right as it stands, and why."""
    flag.article.lock()
    flag.lock()
    policy.require(by, "settle_flag", flag)
    if flag.settled_at:
        raise WrongState("This was settled already.")
    if verdict not in (Flag.Verdict.MENDED, Flag.Verdict.RIGHT):
        raise Refused("Say whether it was mended or is right.", field="verdict")
    if not answer.strip():
        raise Refused("Say what was done, or why nothing was.", field="answer", missing=("answer",))
    now = clock.now()
    flag.verdict, flag.answer, flag.settled_by, flag.settled_at = verdict, answer.strip()[:1000], by.person, now
    flag.save()
    about = {"flag": flag.pk, "verdict": verdict}
    record(Kind.FLAG_SETTLED, flag.article, by=by, at=now, text={"answer": flag.answer}, **about)
    return flag
