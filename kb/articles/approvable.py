"""Articles as what approvals are about (`supportdesk.approvals.subjects`): to retire what one may not retire alone."""

from django.urls import reverse

from supportdesk.errors import Refused

from . import policy
from .models import Article


def seen(person):
    return Article.objects.visible_to(person)


def need(by, action, article):
    if action != "retire_article":
        raise Refused("There is no such action.", field="action")
    return policy.need(by, action, article)


def arguments(by, action, given):
    """The grant is bound to where its readers are led."""
    into = given.get("into")
    if set(given) != {"into"} or not (into is None or (type(into) is int and 0 < into < 2**63)):
        raise Refused("Say into which article, or null, and nothing else.", field="arguments")
    return {"into": into}


def words(action, article, given):
    where = f" into KB-{given['into']}" if given["into"] else ""
    return f"Retire {article}{where}: {article.title}"


def team(article):
    """The library is the whole desk's."""


def address(pk):
    return reverse("article", args=[pk])
