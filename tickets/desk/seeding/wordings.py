"""The texts of the demo's approved wording and playbooks."""

WAIT = {"move": "wait_requester", "waiting_reason": "details", "wait_days": 3}
CONFIRM = {"move": "wait_requester", "waiting_reason": "confirmation", "wait_days": 2}

MACROS = (
    {
        "name": "Acknowledge",
        "purpose": "We have it, nothing is known yet.",
        "kind": "ack",
        "body": "Hello {{requester.forename}},\n\nthank you, we have your message ({{ticket.reference}}) and look at it. You hear from us by {{update.by}}.\n\n{{agent.forename}}",
        "fields": {"take": True, "promise_hours": 4},
    },
    {
        "name": "Ask for details",
        "purpose": "The problem cannot be told from another one yet.",
        "kind": "ask",
        "body": "Hello {{requester.forename}},\n\nto find out what happens to “{{ticket.title}}” we need to know: since when, on which device, and what stands on the screen?\n\n{{agent.forename}}",
        "fields": WAIT,
    },
    {
        "name": "Workaround available",
        "purpose": "It goes on for now, while we look for the cause.",
        "kind": "workaround",
        "body": "Hello {{requester.forename}},\n\nuntil it is mended: sign in through the web instead of the client. Nothing is lost. Please tell us whether that helps.\n\n{{agent.forename}}",
        "fields": CONFIRM,
        "commitments": "That nothing is lost.",
    },
    {
        "name": "Linked to a known incident",
        "purpose": "It is part of something larger.",
        "kind": "incident",
        "body": "Hello {{requester.forename}},\n\nothers see the same as you do. We work on it, and you hear from us by {{update.by}} at the latest.\n\n{{agent.forename}}",
        "fields": {"promise_hours": 2},
    },
    {
        "name": "Please confirm",
        "purpose": "It should work again; the requester tries it.",
        "kind": "closure",
        "body": "Hello {{requester.forename}},\n\nit should work again. Please try it, and write here if it does not: until then we wait for you.\n\n{{agent.forename}}",
        "fields": CONFIRM,
    },
    {
        "name": "Out of scope",
        "purpose": "A colleague or vendor answers for it.",
        "kind": "other",
        "body": "Hello {{requester.forename}},\n\nthis is not ours to change. We have passed it on and stay your contact for it.\n\n{{agent.forename}}",
    },
    {
        "name": "Logs, please (IT)",
        "purpose": "The customer's own IT can collect them.",
        "audience": "customer_it",
        "kind": "ask",
        "body": "Hello {{requester.forename}},\n\nfor {{ticket.reference}} please send the client's log of the last hour and the version of the client, as a file on this ticket.\n\n{{agent.name}}",
        "fields": WAIT,
    },
    {
        "name": "Status for the board",
        "purpose": "One paragraph for somebody who decides.",
        "audience": "executive",
        "kind": "update",
        "body": "{{requester.name}}, the cause of “{{ticket.title}}” is being mended. Next word by {{update.by}}; until then {{agent.name}} answers for it.",
        "fields": {"promise_hours": 2},
    },
    {
        "name": "To engineering: what we know",
        "purpose": "What engineering asks first.",
        "audience": "engineering",
        "kind": "other",
        "body": "{{ticket.reference}} ({{ticket.priority}}, {{ticket.category}}): seen by {{requester.organisation}} since {{ticket.opened}}.\n\nTried so far:\n\nNot tried yet:",
    },
    {
        "name": "Access is yours",
        "purpose": "A request for access is fulfilled.",
        "kind": "closure",
        "body": "Hello {{requester.forename}},\n\nyou can sign in now. The access ends by itself after ninety days unless you ask for it again.\n\n{{agent.forename}}",
        "commitments": "Ninety days.",
    },
)

PRINTER = (
    ("Is it switched on and plugged in?", "Ask on the phone; look at the lamp.", "The lamp is on."),
    ("Is there paper in every tray?", "", "No tray is empty."),
    ("Restart the spooler", "`systemctl restart cups`, then wait a minute.", "The queue is empty."),
    ("Print a test page", "From the desk, not from the requester's device.", "It comes out."),
    ("Let the requester print", "", "It comes out."),
)
VPN = (
    ("Does it drop for everybody at the site?", "Look at the board of the gateway.", [("Yes", 4), ("No", 2)]),
    ("Is the client up to date?", "Version 5.2 or newer.", [("Yes", 3), ("No", "solved")]),
    ("Does it drop on another network too?", "A telephone's hotspot will do.", [("Yes", "escalate"), ("No", "solved")]),
    ("Is a change announced for today?", "See the calendar of changes.", [("Yes", "solved"), ("No", "escalate")]),
)
AROUND = {
    "expected": "The requester works again.",
    "rollback": "Nothing has to be taken back.",
    "escalate_when": "A step fails twice, or more than one site is affected.",
}
PLAYBOOKS = (
    {
        "name": "Nothing prints",
        "kind": "checklist",
        "trigger": "A printer takes no jobs.",
        "component": "print-service",
        "prechecks": "Ask whether **anything** prints on that floor.",
        "steps": PRINTER,
    },
    {"name": "VPN drops", "kind": "tree", "trigger": "A connection drops again and again.", "steps": VPN},
    {
        "name": "Restore a mailbox",
        "kind": "checklist",
        "trigger": "Mails are gone.",
        "steps": (
            ("Find the last backup", "", "Younger than a day."),
            ("Restore beside the old one", "", "Both are there."),
        ),
        "verification": "The requester finds one mail by name.",
    },
    {
        "name": "Old terminal server",
        "kind": "checklist",
        "trigger": "A session hangs on the old terminal server.",
        "steps": (("End the session", "", "It is gone."),),
    },
    {
        "name": "First hour of a large incident",
        "kind": "checklist",
        "trigger": "A SEV1 is declared.",
        "response": True,
        "steps": (
            ("Name the roles", "", "Everybody knows theirs."),
            ("Say what is known", "", "The first update is out."),
        ),
    },
)
