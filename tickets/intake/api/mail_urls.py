from django.urls import path

from . import mails

urlpatterns = [
    path("mailboxes", mails.Mailboxes.as_view(), name="api-mailboxes"),
    path("mailboxes/<int:pk>", mails.OneMailbox.as_view(), name="api-mailbox"),
    path("incoming-mails", mails.IncomingMails.as_view(), name="api-incoming-mails"),
    path("incoming-mails/<int:pk>", mails.OneIncomingMail.as_view(), name="api-incoming-mail"),
    path("incoming-mails/<int:pk>/raw", mails.RawMail.as_view(), name="api-incoming-mail-raw"),
    path("incoming-mails/<int:pk>/retrial", mails.MailRetrial.as_view(), name="api-incoming-mail-retrial"),
    path("incoming-mails/<int:pk>/dismissal", mails.MailDismissal.as_view(), name="api-incoming-mail-dismissal"),
    path("mails", mails.SentMails.as_view(), name="api-mails"),
    path("mails/<int:pk>/sending", mails.MailSending.as_view(), name="api-mail-sending"),
]
