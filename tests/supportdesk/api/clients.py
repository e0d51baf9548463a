"""A client of the API as a program at the other end of the wire would be: a token, JSON, and nothing else."""

import json

from django.test import Client

from supportdesk.accounts.actions.issue_token import issue_token
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import SCOPES


class Api:
    """`api.get("/tickets")`; `api.post("/tickets", {...}, if_match='"7"')`."""

    def __init__(self, person, *, scopes=SCOPES, text=None):
        self.person = person
        if text is None:
            self.token, text = issue_token(person, by=system("import"), name="Test", scopes=list(scopes), days=30)
        self.text = text
        self.client = Client(headers={"Authorization": f"Bearer {text}"})

    def send(self, method, path, body=None, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        return self.client.generic(method, f"/api/v1{path}", content, "application/json", headers=named)

    def get(self, path, query=None, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(f"/api/v1{path}", query or {}, headers=named)

    def post(self, path, body=None, **headers):
        return self.send("POST", path, body, **headers)

    def patch(self, path, body, **headers):
        return self.send("PATCH", path, body, **headers)

    def delete(self, path, **headers):
        return self.send("DELETE", path, **headers)
