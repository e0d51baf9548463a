from django.urls import path

from . import attachments, changes, conversation, customer, figures, history, plans, queue, relations, tickets, walls

ONE = "tickets/<int:pk>"

urlpatterns = [
    path("tickets", tickets.Tickets.as_view(), name="api-tickets"),
    path(ONE, tickets.OneTicket.as_view(), name="api-ticket"),
    path(f"{ONE}/messages", conversation.Messages.as_view(), name="api-messages"),
    path(f"{ONE}/messages/<int:message_pk>", conversation.OneMessage.as_view(), name="api-message"),
    path(f"{ONE}/notes", conversation.Notes.as_view(), name="api-notes"),
    path(f"{ONE}/notes/<int:note_pk>", conversation.OneNote.as_view(), name="api-note"),
    path(f"{ONE}/moves", changes.Moves.as_view(), name="api-moves"),
    path(f"{ONE}/triage", changes.Triage.as_view(), name="api-triage"),
    path(f"{ONE}/priority", changes.Priority.as_view(), name="api-priority"),
    path(f"{ONE}/assignment", changes.Assignment.as_view(), name="api-assignment"),
    path(f"{ONE}/acceptance", changes.Acceptance.as_view(), name="api-acceptance"),
    path(f"{ONE}/decline", changes.Decline.as_view(), name="api-decline"),
    path(f"{ONE}/queue", changes.Transfer.as_view(), name="api-transfer"),
    path(f"{ONE}/resolution", changes.Resolution.as_view(), name="api-resolution"),
    path(f"{ONE}/confirmation", changes.Confirmation.as_view(), name="api-confirmation"),
    path(f"{ONE}/closure", changes.Closure.as_view(), name="api-closure"),
    path(f"{ONE}/reopening", changes.Reopening.as_view(), name="api-reopening"),
    path(f"{ONE}/cancellation", changes.Cancellation.as_view(), name="api-cancellation"),
    path(f"{ONE}/links", relations.Links.as_view(), name="api-links"),
    path(f"{ONE}/links/<int:link_pk>", relations.OneLink.as_view(), name="api-link"),
    path(f"{ONE}/identifiers", relations.Identifiers.as_view(), name="api-identifiers"),
    path(f"{ONE}/attachments", attachments.Attachments.as_view(), name="api-attachments"),
    path(f"{ONE}/attachments/<int:attachment_pk>", attachments.OneAttachment.as_view(), name="api-attachment"),
    path(
        f"{ONE}/attachments/<int:attachment_pk>/link", attachments.AttachmentLink.as_view(), name="api-attachment-link"
    ),
    path(f"{ONE}/restriction", walls.Restriction.as_view(), name="api-restriction"),
    path(f"{ONE}/restriction/end", walls.RestrictionEnd.as_view(), name="api-restriction-end"),
    path(f"{ONE}/restriction/people", walls.Readers.as_view(), name="api-restriction-people"),
    path(f"{ONE}/restriction/people/<int:person_pk>", walls.OneReader.as_view(), name="api-restriction-person"),
    path(f"{ONE}/events", history.Events.as_view(), name="api-events"),
    path(f"{ONE}/clocks", history.Clocks.as_view(), name="api-clocks"),
    path(f"{ONE}/plan", plans.Plan.as_view(), name="api-plan"),
    path(f"{ONE}/time-box", plans.TimeBox.as_view(), name="api-time-box"),
    path(f"{ONE}/customer", customer.Customer.as_view(), name="api-customer"),
    path("queues/<int:pk>/next", queue.Next.as_view(), name="api-next"),
    path("figures", figures.Figures.as_view(), name="api-figures"),
    path("search", queue.Search.as_view(), name="api-search"),
]
