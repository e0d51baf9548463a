"""What an ask for details shares with the answers to it (T-25)."""

from supportdesk.errors import Refused

from .models import Ask, AskPart, AskState

MOST = 10
LONGEST = 500


def questions_of(given) -> list[dict]:
    """The questions as they are kept: `{"question": …, "why": …}`, at least one, at most ten."""
    asked = [{"question": one["question"].strip(), "why": (one.get("why") or "").strip()} for one in given]
    asked = [one for one in asked if one["question"]]
    if not asked:
        raise Refused("Ask at least one question.", field="questions", missing=("questions",))
    if len(asked) > MOST:
        raise Refused(f"Ask at most {MOST} questions at once.", field="questions")
    if any(len(text) > LONGEST for one in asked for text in one.values()):
        raise Refused(f"A question, and why it is asked, have at most {LONGEST} characters each.", field="questions")
    return asked


def words(body: str, questions) -> str:
    """The message that asks: what was written, then each question with why it is asked."""
    lines = [
        f"{n}. {one['question']}" + (f"  \n   {one['why']}" if one["why"] else "") for n, one in numbered(questions)
    ]
    return "\n\n".join(part for part in (body.strip(), "\n".join(lines)) if part)


def answer_words(parts) -> str:
    """The message that answers: each question with what was said to it."""
    return "\n\n".join(f"**{part.question}**\n\n{part.answer.strip()}" for part in parts if part.answer.strip())


def numbered(questions):
    return enumerate(questions, start=1)


def open_ask(ticket) -> Ask | None:
    return ticket.asks.filter(state=AskState.OPEN).first()


def keep_parts(ask, questions) -> None:
    AskPart.objects.bulk_create(
        [AskPart(ask=ask, position=position, **one) for position, one in numbered(questions)],
    )


def end(ask, state, now, *, answer=None) -> None:
    """Over, however it ended: nothing is chased any more."""
    ask.state, ask.ended_at, ask.chase_at, ask.answer = state, now, None, answer
    ask.save(update_fields=["state", "ended_at", "chase_at", "answer"])


def settle(ticket, message, now) -> None:
    """The requester has said something: whatever was asked is answered by it."""
    ask = open_ask(ticket)
    if ask:
        end(ask, AskState.ANSWERED, now, answer=message)
