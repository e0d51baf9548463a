"""What the demo's incidents are about. Words only."""

from datetime import timedelta
from typing import NamedTuple

from .states import Source, State

CAUSE = {
    "words": "Traffic goes over the second site.",
    "cause": "The certificate of the gateway had run out; its renewal failed silently.",
    "cause_class": "configuration",
    "evidence": "Log of the gateway, 10:02",
}
SEEN = (
    (1, "observation", "Sign-ins fail with error 812 from all regions."),
    (4, "report", "Three customers say that nobody gets in since ten."),
    (9, "hypothesis", "The load balancer drops long connections."),
    (15, "test", "Past the load balancer it fails the same way: not the balancer."),
    (22, "change", "Release 4.12 went out at 09:40."),
    (26, "decision", "No rollback before the certificate is looked at."),
)


class Story(NamedTuple):
    title: str
    state: State
    severity: int
    components: tuple
    ago: timedelta
    tickets: int = 3
    source: Source = Source.TICKETS
    criteria: str = ""
    summary: str = ""
    dismissed: str = ""
    workaround: str = ""
    users: int = 0
    entries: tuple = SEEN[:2]
    drill: bool = False
    walled: str = ""


def minutes(number):
    return timedelta(minutes=number)


def days(number):
    return timedelta(days=number)


STORIES = (
    Story("Labels are printed twice", State.SUSPECTED, 3, ("print-service",), minutes(25), 2),
    Story("Reports of last night are empty", State.ACKNOWLEDGED, 3, ("data-warehouse",), minutes(50), 2),
    Story(
        "Nobody gets into the network from outside", State.INVESTIGATING, 1, ("vpn-gateway",), minutes(70), 8,
        criteria="More than ten customers, no way around it.", users=340, entries=SEEN,
        summary="Sign-ins through the gateway fail since ten. Who is connected stays connected.",
    ),
    Story("The shop shows old prices", State.IDENTIFIED, 2, ("web-shop",), minutes(140), 4, source=Source.ALERT),
    Story(
        "Orders cannot be booked", State.MITIGATED, 2, ("erp",), minutes(190), 6, users=120,
        criteria="Three customers cannot work.", entries=SEEN[:4],
        workaround="Book the order in the second client for now: it appears in the first within the hour.",
    ),
    Story("Mail arrives late", State.MONITORING, 3, ("mail",), minutes(260), 3, workaround="Use the portal for now."),
    Story("Customers are listed twice", State.RESTORED, 2, ("crm",), minutes(320), 3),
    Story("Laptops do not get updates", State.VERIFIED, 3, ("laptop-fleet",), days(1), 3, source=Source.VENDOR),
    Story(
        "Sign-ins are refused", State.REVIEW, 1, ("identity-provider",), days(4), 4, source=Source.ALERT, users=900,
        criteria="Nobody can sign in.", entries=SEEN, summary="Sign-ins were refused for two hours.",
    ),
    Story(
        "Nothing could be printed anywhere", State.CLOSED, 1, ("print-service",), days(23), 3, users=210,
        criteria="All floors of three customers.", entries=SEEN, summary="The print service was down for an afternoon.",
        workaround="Save as PDF and print tomorrow.",
    ),
    Story(
        "One slow report", State.SUSPECTED, 4, ("data-warehouse",), days(2), 0,
        dismissed="One person's filter over ten years: a question, not an incident.",
    ),
    Story(
        "Somebody read the mailboxes of the board", State.INVESTIGATING, 2, ("mail",), minutes(110), 0,
        source=Source.STAFF, summary="Sign-ins from an address that nobody here knows, at night.",
        walled="The officer looks whether anything was taken; until then nobody else has to know.",
    ),
    Story("Drill: the second site is gone", State.INVESTIGATING, 2, ("vpn-gateway",), minutes(90), 0, drill=True),
)  # fmt: skip

REVIEW = {
    "summary": "From 10:00 to 12:20 sign-ins were refused at all four customers, at least 900 people.",
    "detection": "Five tickets within ten minutes. No alert: the probe does not sign in.",
    "impact": "Four customers, all regions. They were told every hour; two asked twice.",
    "severity": "SEV1 at first and at last; looking back SEV2 would have done, since orders were kept.",
    "helped": "The second site took the traffic in four minutes. The runbook named a server that is gone.",
    "cause": "The certificate had run out. Its renewal failed silently for three weeks; sure, from the log.",
    "communication": "In time but for the first external update, which was nine minutes late. No complaint.",
    "support": "Tickets were linked within two minutes; three duplicates. The hand-over at noon was short.",
    "gaps": "No alert before a certificate ends. Juniors cannot see the gateway's log.",
    "knowledge": "An article about error 812, and a macro for sign-ins that were refused.",
    "follow_up": "All four customers confirmed. The summary was sent on the next day.",
}
