from django.db import models


class Role(models.TextChoices):
    """The ten columns of the permission matrix, then the light seats, which only read."""

    JA = "JA", "Junior analyst"
    AN = "AN", "Analyst"
    SA = "SA", "Senior analyst"
    TL = "TL", "Team lead"
    SM = "SM", "Support manager"
    ER = "ER", "Engineer"
    IC = "IC", "Incident commander"
    RQ = "RQ", "Requester"
    AU = "AU", "Auditor"
    OA = "OA", "Operations admin"
    PM = "PM", "Product manager"
    QE = "QE", "Quality engineer"
    CS = "CS", "Customer success"
    FN = "FN", "Finance"
    SO = "SO", "Security officer"


class RampStage(models.TextChoices):
    """How long somebody has been at this desk; what is reviewed depends on it (ROLE-04)."""

    FIRST_30_DAYS = "first_30_days", "First 30 days"
    FIRST_60_DAYS = "first_60_days", "Days 31 to 60"
    FIRST_90_DAYS = "first_90_days", "Days 61 to 90"
    FULL = "full", "Full"


LEVELS = {Role.JA: 1, Role.AN: 2, Role.SA: 3, Role.ER: 3, Role.TL: 4, Role.IC: 4, Role.SM: 5}
# The review gates: whose replies a colleague looks at first, in a team that reviews replies.
REVIEWED = frozenset({RampStage.FIRST_30_DAYS.value})
LIGHT_SEATS = frozenset({Role.PM, Role.QE, Role.CS, Role.FN, Role.SO})
