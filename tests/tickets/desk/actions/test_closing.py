"""The closing message: five parts, each there or left out with a reason (COM-07)."""

import pytest

from supportdesk.errors import Refused
from tickets.desk import gate
from tickets.desk.actions.resolve import resolve

pytestmark = pytest.mark.django_db


def test_a_part_that_is_not_there_is_refused_by_name(owned, ann, by, resolution):
    del resolution["prevention"]
    with pytest.raises(Refused) as refusal:
        resolve(owned, by=by(ann), seen=owned.version, **resolution)
    assert refusal.value.missing == ("prevention",)


def test_a_part_is_left_out_with_a_reason(owned, ann, by, resolution, latest):
    del resolution["prevention"]
    resolve(owned, by=by(ann), seen=owned.version, waived={"prevention": "A lightning."}, **resolution)
    assert owned.resolutions.get().waived == {"prevention": "A lightning."}
    assert latest(owned).kind == "ticket.resolved"
    assert latest(owned).words["waived"] == {"prevention": "A lightning."}


def test_a_blank_reason_is_none(owned, ann, by, resolution):
    del resolution["advice"]
    with pytest.raises(Refused) as refusal:
        resolve(owned, by=by(ann), seen=owned.version, waived={"advice": "  "}, **resolution)
    assert refusal.value.missing == ("advice",)


def test_what_is_counted_is_never_left_out(owned, ann, by, resolution):
    resolution["code"] = ""
    with pytest.raises(Refused, match="cannot be left out"):
        resolve(owned, by=by(ann), seen=owned.version, waived={"code": "No idea."}, **resolution)


def test_what_was_said_after_all_is_not_left_out(owned, ann, by, resolution):
    resolve(owned, by=by(ann), seen=owned.version, waived={"advice": "None."}, **resolution)
    assert owned.resolutions.get().waived == {}


def test_what_a_type_does_not_ask_is_left_out_for_that_reason():
    question = gate.RESOLUTION_BY_TYPE["question"]
    said = {"happened": "A", "steps": "B", "advice": "C"}
    assert gate.waived(question, said, {}) == {"prevention": gate.NOT_ASKED}
