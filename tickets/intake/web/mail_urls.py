from django.urls import path

from . import mails

urlpatterns = [
    path("incoming-mails/", mails.incoming, name="incoming-mails"),
    path("incoming-mails/<int:pk>", mails.one, name="incoming-mail"),
    path("incoming-mails/<int:pk>/raw", mails.raw, name="incoming-mail-raw"),
    path("incoming-mails/<int:pk>/retrial", mails.retrial, name="incoming-mail-retrial"),
    path("incoming-mails/<int:pk>/dismissal", mails.dismissal, name="incoming-mail-dismissal"),
    path("mails/", mails.outgoing, name="mails"),
    path("mails/<int:pk>/sending", mails.sending, name="mail-sending"),
]
