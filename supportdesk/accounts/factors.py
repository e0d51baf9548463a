"""The second factors of a person, as allauth keeps them."""

from allauth.mfa.models import Authenticator


def has_factors(person):
    return Authenticator.objects.filter(user=person).exists()


def forget_factors(person):
    """Take them all away; says how many there were."""
    return Authenticator.objects.filter(user=person).delete()[0]
