"""Every KPI there is: one file each, in the order in which people read them."""

from .definitions import (
    arrived,
    incidents,
    kpi_01,
    kpi_02,
    kpi_04,
    kpi_05,
    kpi_06,
    kpi_07,
    kpi_08,
    kpi_09,
    kpi_10,
    kpi_11,
    kpi_12,
    kpi_13,
    kpi_14,
    kpi_15,
    kpi_16,
    kpi_17,
    kpi_18,
    kpi_19,
    kpi_20,
    kpi_23,
    kpi_24,
    kpi_25,
    kpi_30,
    kpi_34,
    kpi_35,
    kpi_36,
    kpi_37,
    kpi_38,
    s_02,
    s_14,
)
from .kpi import Kpi

FILES = (
    kpi_01,
    kpi_02,
    kpi_04,
    kpi_05,
    kpi_06,
    kpi_07,
    kpi_08,
    kpi_09,
    kpi_10,
    kpi_11,
    kpi_12,
    kpi_13,
    kpi_14,
    kpi_15,
    kpi_16,
    kpi_17,
    kpi_18,
    kpi_19,
    kpi_20,
    kpi_23,
    kpi_24,
    kpi_25,
    kpi_30,
    kpi_34,
    kpi_35,
    kpi_36,
    kpi_37,
    kpi_38,
    s_02,
    s_14,
    arrived,
    incidents,
)
KPIS: dict[str, Kpi] = {file.KPI.id: file.KPI for file in FILES}


def kpi(kpi_id: str) -> Kpi:
    if kpi_id not in KPIS:
        raise LookupError(f"There is no KPI “{kpi_id}”.")
    return KPIS[kpi_id]


def partner(one: Kpi) -> Kpi | None:
    """The figure that balances it: the first of its pairs that is built, so that none stands alone (MET-10)."""
    return next((KPIS[name] for name in one.pairs if name in KPIS), None)
