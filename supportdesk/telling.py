"""Who is told of what happened, in order within a lane; each takes a batch of events."""

SUBSCRIBERS: dict[str, list[str]] = {
    "people": [
        "tickets.desk.subscribers.notify",
        "supportdesk.outbound.subscribers.tell_of_approvals",
        "tickets.desk.follow_plans.follow",
        "kb.articles.subscribers.tell",
        "supportdesk.live.announce",
        "tickets.desk.subscribers.announce_public",
        "tickets.desk.scanned.announce",
        "tickets.desk.subscribers.return_to_writer",
        "tickets.desk.mails.write",
        "tickets.citations.subscribers.follow",
        "tickets.promises.subscribers.begin_runs",
        "tickets.breaches.subscribers.climb",
        "tickets.breaches.subscribers.tell",
        "tickets.escalations.subscribers.tell",
        "incidents.statuspage.subscribers.follow",
        "incidents.response.subscribers.notify",
        "incidents.response.lookouts.hand_on",
        "incidents.problems.subscribers.follow_links",
        "incidents.problems.subscribers.look_back",
        "incidents.problems.subscribers.tell",
        "incidents.problems.subscribers.ask_new_owner",
        "metrics.surveys.subscribers.ask",
    ],
    "figures": [
        "supportdesk.events.seal.chain",
        "kb.articles.subscribers.doubt_after_release",
        "tickets.automation.subscribers.hear",
        "incidents.response.lookouts.watch",
    ],
}
