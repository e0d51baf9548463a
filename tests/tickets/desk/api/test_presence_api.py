"""Who is on a ticket now, over REST."""

import pytest

from supportdesk import broker
from tickets.desk.presence import place

pytestmark = pytest.mark.django_db


def test_t_59_said_seen_and_taken_back(api, ann, sam, rob, ticket):
    """T-59: who else is viewing or replying is shown."""
    broker.broker().client.delete(broker.key(place(ticket.pk)))
    path = f"/tickets/{ticket.pk}/presence"
    assert api(ann).send("PUT", path, {"state": "writing"}).json() == {"present": []}
    (seen,) = api(sam).get(path).json()["present"]
    assert (seen["name"], seen["state"]) == ("Ann", "writing")
    api(ann).send("PUT", path, {"state": "gone"})
    assert api(sam).get(path).json() == {"present": []}
    assert api(ann).send("PUT", path, {"state": "dancing"}).status_code == 400
    assert api(rob).get(path).status_code == 404
    assert api(rob).send("PUT", path, {"state": "viewing"}).status_code == 404
