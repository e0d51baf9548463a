"""The Celery app and every schedule there is. Configured on first use, so importing it starts nothing."""

from celery import Celery, signals

SCHEDULE = {
    "relay-people": {"task": "supportdesk.events.tasks.relay_people", "schedule": 10.0},
    "relay-figures": {"task": "supportdesk.events.tasks.relay_figures", "schedule": 5.0},
    "ring": {"task": "tickets.desk.tasks.ring", "schedule": 15.0},
    "ring-incidents": {"task": "incidents.response.tasks.ring", "schedule": 15.0},
    "carry-incidents": {"task": "incidents.response.tasks.carry", "schedule": 3.0},
    "look-for-incidents": {"task": "incidents.response.tasks.look", "schedule": 3.0},
    "push-updates": {"task": "incidents.response.tasks.push", "schedule": 3.0},
    "watch-incidents": {"task": "incidents.response.tasks.watch", "schedule": 60.0},
    "climb": {"task": "tickets.breaches.tasks.climb", "schedule": 5.0},
    "say": {"task": "tickets.desk.tasks.say", "schedule": 3.0},
    "chase": {"task": "tickets.desk.tasks.chase", "schedule": 60.0},
    "remind": {"task": "tickets.desk.tasks.remind", "schedule": 60.0},
    "close-after-silence": {"task": "tickets.desk.tasks.close_after_silence", "schedule": 60.0},
    "scan-files": {"task": "supportdesk.files.tasks.scan", "schedule": 5.0},
    "discard-files": {"task": "supportdesk.files.tasks.discard", "schedule": 60.0},
    "sweep-files": {"task": "supportdesk.files.tasks.sweep", "schedule": 3600.0},
    "send-mails": {"task": "supportdesk.outbound.tasks.send_mails", "schedule": 3.0, "options": {"expires": 3}},
    "take-up-mails": {"task": "tickets.intake.tasks.take_up_mails", "schedule": 2.0},
    "fetch-mails": {"task": "tickets.intake.tasks.fetch_mails", "schedule": 20.0, "options": {"expires": 20}},
    "release-notices": {"task": "supportdesk.outbound.tasks.release_notices", "schedule": 15.0},
    "send-digests": {"task": "supportdesk.outbound.tasks.send_digests", "schedule": 60.0},
    "deliver-webhooks": {
        "task": "supportdesk.outbound.tasks.deliver_webhooks",
        "schedule": 2.0,
        "options": {"expires": 2},
    },
    "forget-deliveries": {"task": "supportdesk.outbound.tasks.forget_deliveries", "schedule": 3600.0},
    "expire-approvals": {"task": "supportdesk.approvals.tasks.sweep", "schedule": 60.0},
    "carry-out": {"task": "tickets.desk.tasks.carry_out", "schedule": 2.0},
    "answer-what-ifs": {"task": "tickets.promises.tasks.answer", "schedule": 2.0},
    "judge-open": {"task": "tickets.promises.tasks.judge_open", "schedule": 2.0, "options": {"expires": 2}},
    "remind-of-plans": {"task": "tickets.desk.tasks.remind_of_plans", "schedule": 30.0},
    "ring-escalations": {"task": "tickets.escalations.tasks.ring", "schedule": 15.0},
    "ask-escalations": {"task": "tickets.escalations.tasks.ask", "schedule": 60.0},
    "run-rules": {"task": "tickets.automation.tasks.run", "schedule": 5.0},
    "look-at-articles": {"task": "kb.articles.tasks.sweep", "schedule": 60.0},
    "forget-drafts": {"task": "tickets.desk.tasks.forget_drafts", "schedule": 3600.0},
    "verify-clocks": {"task": "tickets.sla.tasks.verify_sample", "schedule": 600.0, "options": {"expires": 600}},
    "rewrite-status-page": {"task": "incidents.statuspage.tasks.rewrite", "schedule": 600.0},
    "watch-volumes": {"task": "incidents.problems.tasks.watch", "schedule": 3600.0, "options": {"expires": 3600}},
    "roll-up": {"task": "metrics.kpis.tasks.roll_up", "schedule": 3600.0, "options": {"expires": 3600}},
    "forget-answers": {"task": "tickets.intake.tasks.forget", "schedule": 3600.0},
    "forget-keys": {"task": "supportdesk.api.tasks.purge", "schedule": 3600.0},
}

app = Celery("supportdesk", changes={"beat_schedule": SCHEDULE})
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.setup_logging.connect
def keep_our_logging(**_):
    """Celery leaves the root logger alone only when somebody answers this signal; ours comes from the settings."""
