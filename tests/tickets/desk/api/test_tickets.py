import pytest

pytestmark = pytest.mark.django_db


def test_a_client_opens_a_ticket(api, ann, letter, told):
    answer = api(ann).post("/tickets", letter)
    assert answer.status_code == 201, answer.content
    body = answer.json()
    assert answer["Location"] == f"/api/v1/tickets/{body['id']}"
    assert body["reference"] == f"T-{body['id']}"
    print(body)


def test_list(api, ann, ticket):
    answer = api(ann).get("/tickets")
    assert answer.status_code == 200, answer.content
    print(answer.json())
