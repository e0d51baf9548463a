"""What Django and allauth send goes through our own rows: no request waits for a mail server, nor fails with it, and
how long an answer takes does not tell whether an account exists."""

from django.core.mail.backends.base import BaseEmailBackend

from supportdesk.outbound.letters import letter, post


class Rows(BaseEmailBackend):
    def send_messages(self, email_messages):
        letters = [
            letter(address, subject=message.subject, body=message.body)
            for message in email_messages
            for address in message.to
        ]
        post(letters)
        return len(letters)
