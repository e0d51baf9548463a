"""The words of a mail: HTML as text, and an answer without what it answers. Pure; every loop moves on."""

import html
import re

LONGEST = 100_000  # characters of a message
CUT = "\n\n[The rest is left out here; it stands in the mail itself.]"
SILENT = ("script", "style", "head", "title", "template", "noscript")
BREAKS = {
    "br",
    "p",
    "div",
    "tr",
    "li",
    "table",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "hr",
    "pre",
}
TAG = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]{0,20})")
SPACE = re.compile(r"[ \t\r\f\v\u00a0]+")
LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
WROTE = re.compile(
    r"(?:on|am|le|el|il|op) .{3,200}(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef) ?:", re.IGNORECASE
)
ORIGINAL = re.compile(
    r"(?:-{2,} ?(?:original message|forwarded message|ursprüngliche nachricht|message d'origine) ?-{2,}|_{20,})",
    re.IGNORECASE,
)
HEAD = re.compile(r"\*?(?:from|von|de|da|van): .+", re.IGNORECASE)
SENT = re.compile(r"\*?(?:sent|date|gesendet|datum|envoyé|enviado|inviato|verzonden): .+", re.IGNORECASE)


def text_of(page: str) -> str:
    """What a reader of this HTML would see, without links that nobody wrote out and pictures nobody sent."""
    told, at = [], 0
    while (opened := page.find("<", at)) >= 0:
        told.append(page[at:opened])
        if page.startswith("<!--", opened):
            at = beyond(page, "-->", opened)
            continue
        at = beyond(page, ">", opened)
        found = TAG.match(page, opened + 1)
        name = found[1].lower() if found else ""
        if name in SILENT and page[opened + 1] != "/":
            at = beyond(page, f"</{name}", at)
            at = beyond(page, ">", at) if at < len(page) else at
        elif name in BREAKS:
            told.append("\n")
    told.append(page[at:])
    lines = SPACE.sub(" ", html.unescape("".join(told))).replace("\x00", "")
    return LINES.sub("\n\n", lines).strip()


def beyond(page: str, mark: str, start: int) -> int:
    """Behind the next of these, or the end when there is none."""
    found = page.find(mark, start)
    return len(page) if found < 0 else found + len(mark)


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT


def answer(text: str) -> str:
    """What the writer of an answer wrote, without the mail it answers; all of it where nothing else would be left."""
    lines = text.split("\n")
    own = lines[: cut_at(lines)]
    while own and (not own[-1].strip() or own[-1].startswith(">")):
        own.pop()
    return "\n".join(own).strip() or text.strip()


def cut_at(lines: list[str]) -> int:
    """The line at which the quoted mail begins."""
    for number, line in enumerate(lines):
        said = line.strip()
        if ORIGINAL.fullmatch(said) or (WROTE.fullmatch(said[:260]) and quoted_after(lines, number)):
            return number
        if WROTE.fullmatch(" ".join(lines[number : number + 2]).strip()[:260]) and quoted_after(lines, number + 1):
            return number
        if HEAD.fullmatch(said[:260]) and any(
            SENT.fullmatch(other.strip()[:260]) for other in lines[number + 1 : number + 4]
        ):
            return number
    return len(lines)


def quoted_after(lines: list[str], number: int) -> bool:
    """Whether a quotation follows, or nothing at all: somebody's own words below it are an answer between the lines."""
    rest = [line for line in lines[number + 1 :] if line.strip()]
    return all(line.lstrip().startswith(">") for line in rest) or not any(
        line.lstrip().startswith(">") for line in rest
    )
