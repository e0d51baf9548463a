"""What an article of each kind is made of: its sections, whom it may be for, and how long it stands unlooked at."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices

from supportdesk.errors import Refused


class ArticleKind(TextChoices):
    HOW_TO = "how_to", "How-to"
    TROUBLESHOOTING = "troubleshooting", "Troubleshooting guide"
    KNOWN_ISSUE = "known_issue", "Known issue"
    LIMITATION = "limitation", "Known limitation"
    FAQ = "faq", "Question and answer"
    RELEASE_NOTE = "release_note", "Release note"
    RUNBOOK = "runbook", "Runbook"
    CHECKLIST = "checklist", "Checklist"
    DECISION_TREE = "decision_tree", "Decision tree"
    PROBLEM_NOTE = "problem_note", "Problem statement or trend note"
    CHEAT_SHEET = "cheat_sheet", "Cheat sheet"
    EXEMPLAR = "exemplar", "Exemplar ticket"
    CUSTOMER_NOTE = "customer_note", "Customer environment"


class Audience(TextChoices):
    INTERNAL = "internal", "The desk only"
    PUBLIC = "public", "Everybody"
    ORGANISATION = "organisation", "One organisation"
    TIER = "tier", "Customers of a tier"


class Topic(TextChoices):
    ORDINARY = "", "None of these"
    SECURITY = "security", "Security"
    DATA = "data", "Data"
    AVAILABILITY = "availability", "Availability"


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    required: bool


def some(*titles):
    """Sections by their titles; one with a question mark behind it may be left out."""
    named = [(title.rstrip("?"), not title.endswith("?")) for title in titles]
    return tuple(Section(key_of(title), title, required) for title, required in named)


def key_of(title):
    return title.lower().replace(" ", "_").replace("-", "_")


RELATED = "Related?"
SECTIONS = {
    ArticleKind.HOW_TO: some("Goal", "Prerequisites", "Steps", "Expected result", RELATED),
    ArticleKind.TROUBLESHOOTING: some(
        "Symptoms", "Environment", "Cause?", "Checks", "Resolution", "Prevention", "Escalate when", RELATED
    ),
    ArticleKind.KNOWN_ISSUE: some("Symptom", "Versions", "Workaround", "Side effects", RELATED),
    ArticleKind.LIMITATION: some("What", "Why intended", "Alternatives"),
    ArticleKind.FAQ: some("Question", "Short answer", "Link?"),
    ArticleKind.RELEASE_NOTE: some(
        "Change", "Likely questions", "Known issues?", "Wording for customers", "Risk flags?"
    ),
    ArticleKind.RUNBOOK: some(
        *("Trigger", "Pre-checks", "Steps with expected result", "Rollback", "Verification", "Escalation criteria"),
        "Last tested",
    ),
    ArticleKind.CHECKLIST: some("Purpose", "Steps", "Done when", RELATED),
    ArticleKind.DECISION_TREE: some("Nodes", "Tests", "Outcomes", "Exit to escalate"),
    ArticleKind.PROBLEM_NOTE: some("Driver", "Evidence", "Impact", "Proposal"),
    ArticleKind.CHEAT_SHEET: some("Topic", "Sample", "Lesson?"),
    ArticleKind.EXEMPLAR: some("Topic", "Sample", "Lesson"),
    ArticleKind.CUSTOMER_NOTE: some("Facts", "Contacts?", "Take care?"),
}
INSIDE_ONLY = {
    *(ArticleKind.RUNBOOK, ArticleKind.PROBLEM_NOTE, ArticleKind.CHEAT_SHEET, ArticleKind.EXEMPLAR),
    ArticleKind.CUSTOMER_NOTE,
}
PERIODS = {ArticleKind.RUNBOOK: timedelta(days=90), ArticleKind.KNOWN_ISSUE: timedelta(days=30)}
ORDINARY_PERIOD = timedelta(days=180)
LONGEST = 20_000


def period(kind):
    """How long an article of this kind stands until somebody looks at it again."""
    return PERIODS.get(kind, ORDINARY_PERIOD)


def audiences(kind):
    return [Audience.INTERNAL] if kind in INSIDE_ONLY else list(Audience)


def kept(kind, texts, internal=()):
    """The sections of this kind, in order, with what was written in each. `texts` maps keys to text, `internal` names
    the sections that nobody outside may read."""
    known = {section.key for section in SECTIONS[kind]}
    unknown = sorted(({*texts, *internal}) - known)
    if unknown:
        raise Refused(f"There is no section {unknown[0].replace('_', ' ')} in this kind of article.", field="sections")
    return [
        {
            "key": section.key,
            "title": section.title,
            "text": texts.get(section.key, "").strip()[: LONGEST + 1],
            "internal": section.key in internal,
        }
        for section in SECTIONS[kind]
    ]


def lacking(kind, sections):
    """The required sections in which nothing stands."""
    written = {section["key"] for section in sections if section["text"].strip()}
    return [section for section in SECTIONS[kind] if section.required and section.key not in written]
