"""What the figures make of a batch of events. A subscriber of the figures' lane, so that no notice waits for it."""

from collections import defaultdict

from .folding.subjects import SUBJECTS
from .keeping import fold


def count(events):
    """Each thing that something countable happened to is folded once, from its whole history."""
    touched = defaultdict(set)
    for event in events:
        subject = SUBJECTS.get(event.subject)
        if subject and event.kind in subject.kinds:
            touched[event.subject].add(event.subject_id)
    for subject, pks in touched.items():
        fold(subject, sorted(pks))
