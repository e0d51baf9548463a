"""Redis, as a courtesy: nobody waits for it. Each exchange has 100 ms; after a failure it is left alone for a while.

Nothing kept in Redis is a record. What answers `None` or `False` was not done, and the caller goes on without it.
"""

import os
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

import redis
import structlog
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

LIMIT = 0.1  # seconds for one exchange
REST = (1, 2, 5, 10)  # seconds of rest after the first, second, … failure in a row

log = structlog.get_logger(__name__)
Answer = TypeVar("Answer")


class Broker:
    """One process's guarded client. After a failure only one caller at a time finds out whether it works again."""

    def __init__(self, url: str):
        self.client = redis.Redis.from_url(
            url, socket_timeout=LIMIT, socket_connect_timeout=LIMIT, retry=Retry(NoBackoff(), 0)
        )
        self.failures = 0
        self.closed_until = 0.0
        self.guard = threading.Lock()

    def ask(self, question: Callable[[redis.Redis], Answer]) -> Answer | None:
        """The answer, or nothing when the broker is resting or does not answer in time."""
        if not self.may_try():
            return None
        try:
            answer = question(self.client)
        except (redis.RedisError, OSError) as error:
            log.warning("broker_failed", error=str(error), rests=self.rest())
            return None
        self.failures = 0
        return answer

    def may_try(self) -> bool:
        """Whoever comes first after the rest tries; the others go on resting until that one knows."""
        with self.guard:
            now = time.monotonic()
            if now < self.closed_until:
                return False
            if self.failures:
                self.closed_until = now + REST[0]
            return True

    def rest(self) -> float:
        with self.guard:
            seconds = REST[min(self.failures, len(REST) - 1)]
            self.failures += 1
            self.closed_until = time.monotonic() + seconds
        return seconds


def key(name: str) -> str:
    return f"{settings.REDIS_PREFIX}{name}"


def publish(channel: str, message: str) -> bool:
    """Say something to whoever listens just now."""
    return broker().ask(lambda client: client.publish(key(channel), message)) is not None


def increment(name: str, *, seconds: int) -> int | None:
    """Count one more under this name, which is forgotten after so many seconds from its first count."""

    def count(client: Any) -> int:
        with client.pipeline(transaction=False) as pipeline:
            pipeline.incr(key(name))
            pipeline.expire(key(name), seconds, nx=True)
            return pipeline.execute()[0]

    return broker().ask(count)


def put(name: str, field: str, value: str, *, seconds: int) -> tuple[str | None] | None:
    """Keep a value beside others under one name, which is forgotten when nothing is put there for so many seconds.
    Answers the value before, wrapped, so that none and no answer are told apart."""

    def exchange(client: Any) -> tuple[str | None]:
        with client.pipeline(transaction=False) as pipeline:
            pipeline.hget(key(name), field)
            pipeline.hset(key(name), field, value)
            pipeline.expire(key(name), seconds)
            before = pipeline.execute()[0]
        return (before.decode() if before is not None else None,)

    return broker().ask(exchange)


def drop(name: str, field: str) -> bool:
    """Whether there was anything to forget."""
    return bool(broker().ask(lambda client: client.hdel(key(name), field)))


def all_of(names: list[str]) -> list[dict[str, str]]:
    """Everything that is kept under each of these names; nothing when the broker does not answer."""

    def read(client: Any) -> list[dict[str, str]]:
        with client.pipeline(transaction=False) as pipeline:
            for name in names:
                pipeline.hgetall(key(name))
            found = pipeline.execute()
        return [{field.decode(): value.decode() for field, value in one.items()} for one in found]

    return broker().ask(read) or [{} for _ in names]


def ping() -> bool:
    """Does it answer now? Asked by the health page, so without the rest of the others."""
    return bool(Broker(settings.REDIS_URL).ask(lambda client: client.ping()))


def broker() -> Broker:
    """This process's client; a fork makes its own."""
    return broker_of(os.getpid())


@lru_cache(maxsize=1)
def broker_of(process: int) -> Broker:
    return Broker(settings.REDIS_URL)
