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


LIGHT_SEATS = frozenset({Role.PM, Role.QE, Role.CS, Role.FN, Role.SO})
