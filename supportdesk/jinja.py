"""The environment of our own pages."""

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment


def environment(**options) -> Environment:
    made = Environment(**options)
    made.globals |= {"static": static, "url": reverse}
    return made
