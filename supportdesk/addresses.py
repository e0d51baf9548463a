"""Finding an address by its first word: asking hundreds of patterns in turn costs as much as a page's statements."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from django.urls import ResolverMatch, URLPattern, URLResolver
from django.urls.resolvers import RoutePattern

Entry = URLPattern | URLResolver
PLAIN: tuple[str, str | None, dict] = ("", None, {})  # no prefix, no namespace, nothing said beside


class ByFirstWord(URLResolver):
    """The patterns in their order, of which only those are asked that can begin as the address does."""

    def __init__(self, entries: Sequence[Entry]):
        super().__init__(RoutePattern(""), entries)

    def resolve(self, path: str) -> ResolverMatch:
        return self.by_word.get(str(path).partition("/")[0], self.others).resolve(path)

    @cached_property
    def by_word(self) -> dict[str | None, URLResolver]:
        words = {first_word(entry) for entry in flat(self.url_patterns)}
        return {word: self.beginning(word) for word in words}

    @cached_property
    def others(self) -> URLResolver:
        return self.beginning(None)

    def beginning(self, word: str | None) -> URLResolver:
        fitting = [entry for entry in flat(self.url_patterns) if first_word(entry) in (word, None)]
        return URLResolver(RoutePattern(""), fitting)


def flat(entries: Sequence[Entry]) -> Iterator[Entry]:
    """What is included without a prefix stands where its inclusion stood."""
    for entry in entries:
        if isinstance(entry, URLResolver) and (str(entry.pattern), entry.namespace, entry.default_kwargs) == PLAIN:
            yield from flat(entry.url_patterns)
        else:
            yield entry


def first_word(entry: Entry) -> str | None:
    """Nothing where the first word is not fixed: such a pattern is always asked."""
    word, slash, _ = str(entry.pattern).partition("/")
    fixed = isinstance(entry.pattern, RoutePattern) and "<" not in word
    return word if fixed and (slash or isinstance(entry, URLPattern)) else None
