"""An eye on every page of a test: its console, its requests, its content policy, the statuses it was answered with."""

from urllib.parse import urlsplit

POLICY = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`content policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""


class Watch:
    def __init__(self, addresses):
        self.hosts = {urlsplit(address).netloc for address in addresses}
        self.expected = []
        self.faults = []

    def expect(self, *words):
        """What this test provokes: a refusal is an error in the browser's console."""
        self.expected += words

    def over(self, context):
        context.add_init_script(POLICY)
        context.on("console", self.heard)
        context.on("weberror", lambda fault: self.faults.append(str(fault.error)))
        context.on("request", self.asked)
        context.on("response", self.answered)

    def heard(self, message):
        if message.type == "error" and not any(words in message.text for words in self.expected):
            self.faults.append(f"{message.text} on {message.page.url if message.page else ''}")

    def asked(self, request):
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc not in self.hosts:
            self.faults.append(f"a request to {request.url}")

    def answered(self, response):
        if response.status >= 500:
            self.faults.append(f"{response.status} from {response.url}")
