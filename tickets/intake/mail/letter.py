"""What a mail says: who wrote it, to which thread, in which words, with which files; and whether a person wrote it at
all. Pure."""

import re
from dataclasses import asdict, dataclass, field

from . import mime, wording

SUBJECT, NAME, LISTED = 500, 200, 50
TEXT, HTML = 1_000_000, 1_000_000  # bytes that are read of a text
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){0,10}[A-Za-z0-9-]{1,63}")
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
ANGLE = re.compile(r"<([^<>]*)>")
ID = re.compile(r"<[!-;=?-~]{1,300}>")
ROBOT = re.compile(r"(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?[+=-].*)@", re.IGNORECASE)
BY_MACHINE = ("x-autoreply", "x-autorespond", "x-auto-reply-from", "x-mail-autoreply", "x-failed-recipients")
TO_MANY = ("list-id", "list-unsubscribe", "list-post", "feedback-id")
PICTURES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


@dataclass(frozen=True)
class Enclosed:
    """A file that came with it."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Bounce:
    """What a mail server says of a mail of ours that it could not deliver. `failed`: it will not try again."""

    message_id: str
    address: str
    status: str
    said: str
    failed: bool


@dataclass(frozen=True)
class Letter:
    """`automatic`: a program wrote it. `listed`: it went to many. Neither is ever answered by a program of ours."""

    sender: str
    name: str
    subject: str
    text: str
    message_id: str = ""
    references: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    automatic: bool = False
    listed: bool = False
    bounce: Bounce | None = None
    files: list[Enclosed] = field(default_factory=list)

    @property
    def answer(self) -> str:
        """Its words without those it answers."""
        return wording.answer(self.text)

    def packed(self) -> tuple[dict, list[bytes]]:
        """Plain values, and the bytes of the files apart."""
        plain = asdict(self) | {"files": [one.name for one in self.files]}
        return plain, [one.content for one in self.files]

    @classmethod
    def unpacked(cls, plain: dict, contents: list[bytes]) -> "Letter":
        files = [Enclosed(name, content) for name, content in zip(plain["files"], contents, strict=True)]
        bounce = plain["bounce"] and Bounce(**plain["bounce"])
        return cls(**plain | {"files": files, "bounce": bounce})


def parse(raw: bytes) -> Letter:
    """Raises mime.Unreadable for what is no letter, or more than one would send."""
    headers, _ = mime.headers_of(raw, 0, len(raw))
    parts = list(mime.leaves(raw))
    sender, name = sender_of(headers.get("from", []))
    return Letter(
        sender=sender,
        name=name,
        subject=mime.decoded(mime.first(headers, "subject"))[:SUBJECT],
        text=words_of(parts, raw),
        message_id=(ID.findall(mime.first(headers, "message-id")) or [""])[0],
        references=references(headers),
        results=headers.get("authentication-results", [])[:LISTED],
        automatic=by_machine(headers, sender),
        listed=any(name in headers for name in TO_MANY) or mime.first(headers, "precedence").lower() == "list",
        bounce=bounce_of(parts, raw),
        files=[Enclosed(name_of(part, number), part.content(raw)) for number, part in enumerate(enclosed(parts), 1)],
    )


def sender_of(values: list[str]) -> tuple[str, str]:
    """Exactly one address, plainly written: on anything else nobody's identity is built."""
    if len(values) != 1:
        raise mime.Unreadable("It names no sender." if not values else "It names its sender more than once.")
    bare = QUOTED.sub("", values[0])
    angles = ANGLE.findall(bare)
    address = (angles[0] if angles else bare).strip()
    apart = bare.replace(f"<{address}>", "").replace(address, "")
    if len(angles) > 1 or len(address) > 254 or "@" in apart or not ADDRESS.fullmatch(address):
        raise mime.Unreadable("Its sender's address cannot be told for sure.")
    said = mime.decoded(values[0].replace(f"<{address}>", "").replace('"', " ")) if angles else ""
    return address.lower(), said[:NAME]


def references(headers: dict[str, list[str]]) -> list[str]:
    """What it answers first, then the thread from its end."""
    answers = ID.findall(mime.first(headers, "in-reply-to"))[:LISTED]
    thread = ID.findall(mime.first(headers, "references"))[-LISTED:]
    return list(dict.fromkeys([*answers, *reversed(thread)]))


def by_machine(headers: dict[str, list[str]], sender: str) -> bool:
    """Answers of programs (RFC 3834), and of those that were written before it."""
    if mime.first(headers, "auto-submitted").partition(";")[0].strip().lower() not in ("", "no"):
        return True
    if mime.first(headers, "precedence").strip().lower() in ("bulk", "junk", "auto_reply"):
        return True
    return any(name in headers for name in BY_MACHINE) or bool(ROBOT.match(sender))


def is_enclosed(part: mime.Part) -> bool:
    return part.disposition == "attachment" or bool(part.filename) or not part.type.startswith("text/")


def words_of(parts: list[mime.Part], raw: bytes) -> str:
    """The plain text; what there is in HTML alone, as text."""
    inline = [part for part in parts if not is_enclosed(part)]
    told = [part.text(raw, TEXT) for part in inline if part.type == "text/plain"]
    if not any(text.strip() for text in told):
        told = [wording.text_of(part.text(raw, HTML)) for part in inline if part.type == "text/html"]
    return wording.shortened("\n\n".join(text.strip() for text in told if text.strip()))


def enclosed(parts: list[mime.Part]) -> list[mime.Part]:
    """Files, and pictures that stand within the text; what a server tells of a delivery is no file."""
    reports = ("message/delivery-status", "text/rfc822-headers")
    return [part for part in parts if is_enclosed(part) and part.type not in reports and part.end > part.begin]


def name_of(part: mime.Part, number: int) -> str:
    if part.filename:
        return part.filename[:NAME]
    ending = PICTURES.get(part.type) or ("eml" if part.type == "message/rfc822" else "bin")
    return f"part-{number}.{ending}"


def bounce_of(parts: list[mime.Part], raw: bytes) -> Bounce | None:
    status = next((part for part in parts if part.type == "message/delivery-status"), None)
    if status is None:
        return None
    told: dict[str, list[str]] = {}
    for block in mime.BLANK.split(raw[status.begin : status.end].strip(), maxsplit=20):
        told |= mime.fields(block)
    about = [part for part in parts if part.type in ("message/rfc822", "text/rfc822-headers")]
    ours = [mime.headers_of(raw, part.begin, part.end)[0] for part in about]
    ids = [found for headers in ours for found in ID.findall(mime.first(headers, "message-id"))]
    action, code = mime.first(told, "action").lower(), mime.first(told, "status")
    return Bounce(
        message_id=ids[0] if ids else "",
        address=mime.first(told, "final-recipient").rpartition(";")[2].strip()[:300],
        status=code[:40],
        said=mime.first(told, "diagnostic-code")[:300],
        failed=action == "failed" or (not action and code.startswith("5")),
    )
