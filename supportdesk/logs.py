"""Structured logs: JSON lines in production, colours at a terminal; each line knows its request."""

import re
import secrets
import time

import structlog
from asgiref.sync import iscoroutinefunction, markcoroutinefunction

from supportdesk.env import TESTING

log = structlog.get_logger("supportdesk.request")
GIVEN = re.compile(r"[A-Za-z0-9._-]{1,64}")
KEYS = re.compile(r"(?<=/live/).+|(?<=/password/reset/key/).+|(?<=/confirm-email/).+")
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]


def logging_config(*, as_json: bool, level: str) -> dict:
    """Django's LOGGING: the standard library and structlog end in one handler, in one form."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=not TESTING,  # a test listens to loggers that have spoken before
    )
    # The fancy traceback prints every local variable, passwords included.
    readable = [one_line, structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    machine = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "one": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *(machine if as_json else readable),
                ],
                "foreign_pre_chain": SHARED,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "one"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.server": {"handlers": [], "propagate": True},
            "django.request": {"level": "ERROR"},
            "celery": {"level": "WARNING"},
        },
    }


class RequestMiddleware:
    """Gives each request an id, returns it, and writes one line when the request is over."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response):
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request):
        if iscoroutinefunction(self):
            return self.waiting(request)
        began = begin(request)
        return finish(request, self.get_response(request), began)

    async def waiting(self, request):
        began = begin(request)
        return finish(request, await self.get_response(request), began)


def begin(request) -> float:
    given = request.headers.get("X-Request-ID", "")
    request.id = given if GIVEN.fullmatch(given) else secrets.token_hex(8)
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=request.id)
    return time.perf_counter()


def finish(request, response, began: float):
    response["X-Request-ID"] = request.id
    took = round((time.perf_counter() - began) * 1000, 1)
    log.info("request", method=request.method, path=without_keys(request.path), status=response.status_code, ms=took)
    return response


def without_keys(path: str) -> str:
    """Some addresses are keys themselves: whoever read the log could go in by them."""
    return KEYS.sub("…", path)


def one_line(logger, method, event):
    """What somebody sent cannot begin a line of its own, nor colour the terminal."""
    return {name: CONTROLS.sub(escaped, value) if isinstance(value, str) else value for name, value in event.items()}


def escaped(match) -> str:
    return match[0].encode("unicode_escape").decode()
