"""What the figures have been told, and how to ask for them."""

import pytest

from metrics.facts.folding.subjects import SUBJECTS
from metrics.facts.models import Fact, Stay
from metrics.kpis.models import Cell
from supportdesk.accounts.models import Person
from supportdesk.events import relay
from supportdesk.events.models import Event
from tests.metrics.naive import entries

COUNTED = ["event_id", "what", "goal", "subject", "subject_id", "at", "person_id", "requester_id", "good", "wall"]
COUNTED += ["worked", "value", "apart", "walled", "queue_id", "category_id", "priority", "channel", "tier"]
STOOD = ["event_id", "ticket_id", "since", "until", "opened_at", "status", "live", "owner_id", "apart", "queue_id"]
CELL = ["kpi", "variant", "version", "step", "since", "by", "key", "denominator", "numerator", "total", "quantiles"]


@pytest.fixture
def machine(db):
    """Who sees everything."""
    return Person.system()


@pytest.fixture
def told(db):
    """`told()`: everything that has happened has been told to the figures."""

    def drain():
        relay.drain("figures")

    return drain


@pytest.fixture
def rows(db):
    """`rows()`: all facts, stays and cells, without the numbers of their rows."""

    def all_of_it():
        return {
            "facts": sorted(Fact.objects.values_list(*COUNTED), key=str),
            "stays": sorted(Stay.objects.values_list(*STOOD), key=str),
            "cells": sorted(Cell.objects.values_list(*CELL, "walled", "apart"), key=str),
        }

    return all_of_it


@pytest.fixture
def naive(db):
    """`naive()`: the second reckoning, of the log as it stands."""

    def reckon():
        own = Event.objects.filter(subject__in=SUBJECTS)
        return entries(list(own.values()))

    return reckon
