"""The words of a complete packet, for the demo."""

WORDS = {
    "P-01": {"title": "Checkout answers 502 in the EU region since Friday 14:05"},
    "P-02": {
        "statement": "Since the release of Friday every third payment by card ends with error 502 after thirty seconds."
    },
    "P-03": {"expected": "The payment is confirmed within five seconds.", "actual": "After thirty seconds: error 502."},
    "P-04": {"steps": "Put one article into the basket\nChoose payment by card\nPress pay"},
    "P-05": {"how_often": "often", "count": "4 of 10 attempts"},
    "P-06": {"kind": "production", "region": "eu-central", "browser": "Firefox 132", "app": "Shop 8.4"},
    "P-07": {"version": "8.4.2", "affected": "8.4.1 and 8.4.2"},
    "P-08": {"identifiers": "tenant 4711"},
    "P-09": {"first_seen": "2026-11-13 14:05", "last_seen": "2026-11-20 09:40", "zone": "Europe/Berlin"},
    "P-11": {"error": "“Upstream timed out while reading response header”", "code": "502"},
    "P-12": {"artefacts": "checkout.har", "sanitised": "yes", "sensitivity": "internal"},
    "P-15": {"findings": "The sign-on log shows that the group claim is missing."},
    "P-16": {"steps": "Cleared the basket: no change. Other card: no change. Invoice: works."},
    "P-17": {"playbook": "Payment fails", "failed_at": "Step 4: the provider's status is green, yet it fails"},
    "P-19": {"impact": "The shop cannot take payments by card; the sale of Sunday depends on it."},
    "P-20": {"scope": "about 300 customers in the EU, only checkout"},
    "P-21": {"severity": "P3", "reason": "There is another way to pay, and only some attempts fail."},
    "P-22": {"urgency": "Sale on Sunday 08:00 CET"},
    "P-23": {"workaround": "Payment by invoice; tested, and told to the customer"},
    "P-25": {"related": "none found"},
    "P-26": {"changes": "Release 8.4.2 of Friday 14:00, five minutes before the first failure"},
    "P-27": {"ask": "diagnosis", "sentence": "Why does the payment service time out since 8.4.2?"},
    "P-28": {"group": "Engineering", "why": "The component Checkout is theirs."},
    "P-29": {"concern": "no"},
    "P-30": {"state": "Last update today 10:00, the next one promised for 16:00."},
    "P-31": {"contact": "Ann, until 17:00", "successor": "Joe, from 17:00"},
    "P-34": {"cleared_by": "Ann", "cleared_at": "2026-11-20 10:05"},
}
