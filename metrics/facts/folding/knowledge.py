"""What was published to be read, credited to whoever wrote it: new articles and material changes (KPI-25). Pure."""

from kb.articles.kinds import Kind as Article
from kb.macros.kinds import Kind as Macro
from kb.playbooks.kinds import Kind as Playbook
from metrics.facts.happened import ordered
from metrics.facts.models import What

from .said import Around, Said
from .story import credited

WRITTEN = (Article.DRAFTED, Article.REVISED, Article.RESTORED)
ARTICLES = {*WRITTEN, Article.PUBLISHED}
PROPOSED = (Macro.PUBLISHED, Playbook.PUBLISHED)


def articles(events):
    """A minor change is published too, and counts for nobody (KB-17)."""
    found, writer = [], None
    for event in ordered(events):
        if event.kind in WRITTEN and not event.data.get("minor", False):
            writer = credited(event)
        elif event.kind == Article.PUBLISHED and writer is not None:
            found.append(contribution(event, "article", writer))
            writer = None
    return found, []


def approved(events):
    """A macro or playbook, credited to whoever proposed the version."""
    return [
        contribution(event, event.subject, event.data.get("proposed_by"))
        for event in ordered(events)
        if event.kind in PROPOSED
    ], []


def contribution(event, goal, person_id):
    around = Around(organisation_id=event.organisation_id)
    return Said(What.CONTRIBUTED, goal, event.id, event.at, around, person_id=person_id)
