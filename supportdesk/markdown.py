"""What people write, as safe HTML. Too long or too deep text is shown as it stands: it costs nobody anything."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

LONGEST = 20_000
DEEPEST = 20
TAGS = {"p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr", "h3", "h4"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}

parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True, "maxNesting": DEEPEST})
parser.enable(["linkify", "table", "strikethrough"]).disable("image")


def unmarked(line):
    """What is read of a piece of a line, without its marks."""
    parts = [part for token in parser.parseInline(line) for part in token.children or ()]
    return "".join(" " if part.type.endswith("break") else part.content for part in parts)


@lru_cache(maxsize=512)
def markdown(text):
    if len(text) > LONGEST:
        return Markup("<pre>%s</pre>") % escape(text)
    html = parser.render(text)
    for level in "12":
        html = html.replace(f"<h{level}>", "<h3>").replace(f"</h{level}>", "</h3>")
    safe = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"})
    return Markup(safe)  # noqa: S704 (cleaned in the line above)
