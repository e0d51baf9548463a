from dataclasses import dataclass
from functools import cache

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from supportdesk import clock
from supportdesk.accounts.languages import LANGUAGES
from supportdesk.accounts.models.organisation import Organisation, Region
from supportdesk.accounts.models.present import require_present
from supportdesk.accounts.models.role import LEVELS, LIGHT_SEATS, RampStage, Role

SYSTEM_EMAIL = "system@supportdesk.invalid"
# Asked on every page and request: building it through the ORM took a millisecond each time.
SCOPE = """
    ARRAY(SELECT team_id FROM accounts_membership WHERE person_id = person.id),
    ARRAY(SELECT team_id FROM accounts_membership WHERE person_id = person.id AND lead),
    ARRAY(SELECT region_id FROM accounts_person_regions WHERE person_id = person.id),
    ARRAY(SELECT team_id FROM accounts_duty WHERE person_id = person.id AND ended_at IS NULL
          AND since <= clock_timestamp() + %(offset)s AND until > clock_timestamp() + %(offset)s)
"""
SCOPE_OF = " ".join(["SELECT", SCOPE, "FROM accounts_person person WHERE id = %(person)s"])


class LowercaseEmailField(models.EmailField):
    """Case is dropped on the way in, so a plain unique index and a plain lookup ignore it."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value.lower() if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        value = self.get_prep_value(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


@dataclass(frozen=True)
class Scope:
    """Where a person works, and which teams' queues they coordinate right now. Empty regions mean everywhere."""

    teams: frozenset[int]
    led: frozenset[int]
    regions: frozenset[int]
    coordinated: frozenset[int] = frozenset()

    @classmethod
    def of(cls, columns):
        return cls(*map(frozenset, columns))

    def covers(self, region_id):
        return not self.regions or region_id is None or region_id in self.regions


class PersonQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff see whom they serve and their colleagues; a requester nobody, or the own organisation if allowed to."""
        if viewer.serves_everybody:
            return self
        if viewer.serves:
            return self.filter(Q(organisation=None) | Q(organisation=viewer.organisation_id))
        if viewer.organisation_access and viewer.organisation_id:
            return self.filter(organisation=viewer.organisation_id)
        return self.filter(pk=viewer.pk)

    def active(self):
        return self.filter(is_active=True)


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email, password=None, **fields):
        person = self.model(email=email, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, **{"roles": [Role.OA], "is_superuser": True, **fields})

    def get_by_natural_key(self, email):
        return self.get(email=email)


def requester_only():
    return [Role.RQ]


class Person(AbstractBaseUser, PermissionsMixin):
    """Whoever signs in, writes a mail or holds a token. Without an organisation: the provider's own staff."""

    email = LowercaseEmailField(unique=True)
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    roles = ArrayField(
        models.CharField(max_length=2, choices=Role.choices),
        default=requester_only,
        blank=True,
        help_text="The first one is the main role.",
    )
    regions = models.ManyToManyField(Region, blank=True, related_name="people")
    organisation_access = models.BooleanField(
        default=False,
        help_text="A requester who sees the whole organisation's tickets.",
    )
    zone = models.CharField(max_length=64, default="UTC", help_text="IANA time zone")
    language = models.CharField(
        max_length=2, choices=LANGUAGES, blank=True, default="", help_text="Empty: nobody has said."
    )
    phone = models.CharField(max_length=40, blank=True, help_text="Masked for everybody else; see accounts.mask.")
    ramp_stage = models.CharField(max_length=20, choices=RampStage, default=RampStage.FULL)
    version = models.PositiveIntegerField(default=1)
    own_keys = models.JSONField(default=dict, blank=True, help_text="Shortcuts that are not as they come.")
    is_active = models.BooleanField(default=True)
    is_machine = models.BooleanField(default=False)

    objects = PersonManager.from_queryset(PersonQuerySet)()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="accounts_person_email_lowercase",
            ),
            models.CheckConstraint(
                condition=~Q(roles=[]) | Q(is_machine=True),
                name="accounts_person_has_role",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    @classmethod
    def system(cls):
        """The machine: sweeps, rules and imports act in its name."""
        return system_person()

    @property
    def role(self):
        return Role(self.roles[0]) if self.roles else None

    def has_role(self, *roles):
        return not set(roles).isdisjoint(self.roles)

    @property
    def is_system(self):
        """The one machine that is us. An API client is a machine too, and as much a stranger as its organisation."""
        return self.email == SYSTEM_EMAIL

    @property
    def level(self):
        """1 junior to 5 manager, by the highest role; 0 for those who do not work on tickets."""
        return max((LEVELS.get(Role(role), 0) for role in self.roles), default=0)

    @property
    def serves(self):
        """Works on other people's requests: any seat besides the requester's."""
        return self.is_system or any(role != Role.RQ for role in self.roles)

    @property
    def serves_everybody(self):
        return self.serves and self.organisation_id is None

    @property
    def administers(self):
        return Role.OA in self.roles

    @property
    def sits_lightly(self):
        """Holds nothing but light seats: reads, with personal data masked."""
        return bool(self.roles) and set(self.roles) <= LIGHT_SEATS

    @property
    def is_staff(self):
        """Django's word for those who may open its admin site, which is read-only here."""
        return self.is_active and self.administers

    @cached_property
    def scope(self):
        """Teams, teams led, regions and duties of this moment, in one statement."""
        with connection.cursor() as cursor:
            cursor.execute(SCOPE_OF, {"person": self.pk, "offset": clock.offset()})
            return Scope.of(cursor.fetchone())

    @property
    def team_ids(self):
        return self.scope.teams

    def forget_scope(self):
        self.__dict__.pop("scope", None)

    def lock(self, seen=None):
        """Lock the row and read it anew. Raises Conflict when `seen` is not the present version (D5)."""
        self.refresh_from_db(from_queryset=Person.objects.select_for_update(no_key=True))
        require_present("person", self, seen)


@cache
def system_person():
    person, _ = Person.objects.get_or_create(
        email=SYSTEM_EMAIL,
        defaults={
            "name": "Supportdesk",
            "roles": [],
            "is_machine": True,
            "password": "!",
        },
    )
    return person
