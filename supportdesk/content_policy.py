"""What a page of ours may load and where its forms may go: ourselves, and the stream of live names."""

from urllib.parse import urlsplit

from csp.constants import NONE, SELF


def policy(live_url):
    parts = urlsplit(live_url)
    live = [f"{parts.scheme}://{parts.netloc}"] if live_url else []
    return {
        "DIRECTIVES": {
            "default-src": [SELF],
            "script-src": [SELF],
            "style-src": [SELF],
            "img-src": [SELF, "data:"],
            "connect-src": [SELF, *live],
            "object-src": [NONE],
            "base-uri": [NONE],
            "form-action": [SELF],
            "frame-ancestors": [NONE],
        }
    }
