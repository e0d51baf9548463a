"""What the desk is made of: its apps, and what each of them offers to the others by name."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_vite",
    "django_htmx",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "supportdesk.accounts",
    "supportdesk.events",
    "supportdesk.catalogue",
    "supportdesk.configuration",
    "supportdesk.files",
    "supportdesk.api",
    "supportdesk.approvals",
    "supportdesk.outbound",
    "kb.articles",
    "kb.macros",
    "kb.playbooks",
    "tickets.sla",
    "tickets.desk",
    "tickets.breaches",
    "tickets.citations",
    "tickets.promises",
    "tickets.views",
    "tickets.intake",
    "tickets.escalations",
    "tickets.automation",
    "incidents.response",
    "incidents.problems",
    "incidents.statuspage",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

# What apps offer to others' pages
PANELS = [
    "supportdesk.jinja.frame",
    "supportdesk.approvals.panels.rail",
    "supportdesk.catalogue.panels.office",
    "tickets.promises.panels.drafts",
    "tickets.citations.panels.rooms",
    "incidents.response.panels.rooms",
    "tickets.desk.panels.wording",
    "tickets.escalations.panels.of_ticket",
]

# Who names what can be set, and its default (supportdesk.configuration)
CONFIGURED = [
    "supportdesk.configuration.definitions",
    "supportdesk.privacy.policies",
    "tickets.desk.configured",
    "supportdesk.outbound.quiet",
    "incidents.response.configured",
    "tickets.escalations.configured",
]

# What approvals are asked about: kind of thing -> the module that answers for it (supportdesk.approvals.subjects)
APPROVAL_SUBJECTS = {
    "ticket": "tickets.desk.approvable",
    "queue": "tickets.automation.approvable",
    "sla_draft": "tickets.sla.approvable",
    "credit_review": "tickets.breaches.approvable",
    "status_component": "incidents.statuspage.approvable_components",
    "status_notice": "incidents.statuspage.approvable",
    "article": "kb.articles.approvable",
    "incident": "incidents.response.approvable",
    "macro_proposal": "kb.macros.approvable",
    "playbook_proposal": "kb.playbooks.approvable",
}
