"""Two pages of one person write on one ticket, and neither loses a word (D5). Pure but for `spend`.

Texts are kept by the page (`tab`) they came from: the newest is the draft, the others stand beside it until their
writer has put them in, dropped or sent them."""

from dataclasses import dataclass, field, replace

from .models import Draft

MOST = 20  # pages of one person on one ticket; the oldest two are then put together


@dataclass(frozen=True)
class Kept:
    """A draft's texts. A `turn` counts the savings of a page; `others` is page -> [turn, text]."""

    body: str = ""
    tab: str = ""
    turn: int = 0
    revision: int = 0
    others: dict = field(default_factory=dict)

    def later(self, **changed):
        return replace(self, revision=self.revision + 1, **changed)


def saved(kept: Kept, *, body: str, tab: str, turn: int, revision: int) -> Kept:
    """What is kept after a page has saved `body`, having last known `revision`. A late saving of the same page changes
    nothing; a page that knew of nothing newer replaces; any other leaves both texts."""
    known = kept.turn if tab == kept.tab else kept.others.get(tab, [0, ""])[0]
    if turn <= known:
        return kept
    others = {name: text for name, text in kept.others.items() if name != tab}
    if tab != kept.tab and revision != kept.revision and kept.body.strip():
        if not body.strip():
            return kept.later(others=others)
        others[kept.tab] = [kept.turn, kept.body]
    return kept.later(body=body, tab=tab, turn=turn, others=together(others))


def pruned(others: dict, body: str) -> dict:
    """Those worth showing: without what is empty, and what stands in the body or in another text as it is. They are
    kept all the same, since what they stand in may be changed."""
    left: dict[str, list] = {}
    for tab, (turn, text) in others.items():
        if text.strip() and not inside(text, body) and not any(inside(text, one) for _, one in left.values()):
            left = {name: one for name, one in left.items() if not inside(one[1], text)} | {tab: [turn, text]}
    return left


def inside(text: str, other: str) -> bool:
    return text.strip() in other


def together(others: dict) -> dict:
    """Never more than a handful of texts: the oldest two become one."""
    while len(others) > MOST:
        (_, (_, text)), (tab, (turn, more)), *rest = others.items()
        others = {tab: [turn, f"{text}\n\n{more}"], **dict(rest)}
    return others


def sent(kept: Kept, text: str, tab: str = "", turn: int = 0) -> Kept:
    """What is left when the page has sent `text`: nothing that it did not hold is lost, and what this page saved before
    and comes late is known by its turn."""
    left = {name: one for name, one in kept.others.items() if not inside(one[1], text)}
    if not inside(kept.body, text):
        return kept.later(others=left | ({tab: [turn, ""]} if tab not in ("", kept.tab) else {}))
    return kept.later(body="", tab=tab or kept.tab, turn=turn if tab else kept.turn, others=left)


def given_back(kept: Kept, text: str, name: str) -> Kept:
    """A text that comes back (its hold was undone): it is the draft again, or stands beside a newer one."""
    if inside(text, kept.body):
        return kept.later()
    if not kept.body.strip():
        return kept.later(body=text, tab=name, turn=0, others=kept.others)
    return kept.later(others=together({**kept.others, name: [0, text]}))


def kept_in(draft: Draft) -> Kept:
    return Kept(draft.body, draft.tab, draft.turn, draft.revision, draft.others)


def put(draft: Draft, kept: Kept, now) -> None:
    """Write the texts into the row, which is locked."""
    draft.body, draft.tab, draft.turn = kept.body, kept.tab, kept.turn
    draft.revision, draft.others, draft.saved_at = kept.revision, kept.others, now


def locked(ticket, person):
    """The person's draft on this ticket, locked, or nothing."""
    return Draft.objects.select_for_update(no_key=True).filter(ticket=ticket, author=person).first()


def begun(ticket, person, now) -> Draft:
    """The same, made where there is none yet: a page saves and sends at once, and one of the two is the first."""
    fresh = Draft(ticket=ticket, author=person, tab="", turn=0, revision=0, saved_at=now)
    Draft.objects.bulk_create([fresh], ignore_conflicts=True)
    return locked(ticket, person)


def spend(ticket, person, text, now, *, tab="", turn=0) -> None:
    """The text has gone out (or into its hold): the draft is empty, but for what was not in it."""
    draft = begun(ticket, person, now) if tab else locked(ticket, person)
    if draft is not None:
        put(draft, sent(kept_in(draft), text, tab, turn), now)
        draft.questions, draft.promise, draft.macro = [], None, None
        draft.save()


def give_back(outgoing, now) -> None:
    """Into the composer of its writer again, with whatever else stands there."""
    ticket, person = outgoing.ticket, outgoing.author
    draft = begun(ticket, person, now)
    put(draft, given_back(kept_in(draft), outgoing.body, f"outgoing-{outgoing.pk}"), now)
    if inside(outgoing.body, draft.body):
        draft.kind = "ask" if outgoing.questions else "reply"
        draft.questions, draft.promise, draft.seen = outgoing.questions, outgoing.promise, outgoing.seen
        draft.macro = outgoing.macro
    draft.save()
