"""Shapes only; what makes sense is the actions' to say."""

from typing import Any

from django import forms

from supportdesk.accounts.models import Organisation, Person
from supportdesk.catalogue.models import Category, Component

from .. import shapes
from ..models import Article, IssueStatus
from ..models.reading import Flag, FlagReason

SECTION, INSIDE = "section_", "inside_"


class Words(forms.CharField):
    """Several words, with commas between them."""

    def to_python(self, value):
        return [word.strip() for word in (super().to_python(value) or "").split(",") if word.strip()]

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value


class SectionField(forms.CharField):
    """Needed to publish, not to save: an empty one is no mistake of a draft's."""

    def validate(self, value):
        """Whatever stands there may be saved."""


class ArticleForm(forms.Form):
    """The fields of a kind: one of each section, and beside it whether it is for the desk alone."""

    use_required_attribute = False

    title = forms.CharField(label="Title", max_length=200, help_text="As somebody who has the trouble would ask.")
    summary = forms.CharField(
        label="In one sentence", max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )
    audience = forms.ChoiceField(label="For", choices=shapes.Audience.choices, initial=shapes.Audience.INTERNAL)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Organisation", required=False, empty_label="None"
    )
    tier = forms.ChoiceField(label="Tier", choices=[("", "None"), *Organisation.Tier.choices], required=False)
    topic = forms.ChoiceField(
        label="Sensitive topic",
        choices=shapes.Topic.choices,
        required=False,
        help_text="Security, data and availability need more eyes.",
    )
    error_codes = Words(label="Error codes", required=False, help_text="With commas between: E42, ORA-00942.")
    keywords = Words(label="Other words for it", required=False, help_text="With commas between.")
    versions = forms.CharField(label="Product versions", max_length=200, required=False)
    note = forms.CharField(label="What changed, and why", max_length=300, required=False)
    minor = forms.BooleanField(label="A minor change: spelling or form, no meaning", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, viewer, kind, article=None, **kwargs):
        super().__init__(*args, **kwargs | {"initial": self.values_of(article) if article else {}})
        fields: Any = self.fields
        fields["organisation"].queryset = Organisation.objects.visible_to(viewer)
        fields["audience"].choices = [(one.value, one.label) for one in shapes.audiences(kind)]
        if article is None:
            del fields["seen"], fields["minor"]
        for section in shapes.SECTIONS[kind]:
            fields[f"{SECTION}{section.key}"] = SectionField(
                label=section.title,
                required=section.required,
                max_length=shapes.LONGEST,
                widget=forms.Textarea({"rows": 4, "dir": "auto"}),
            )
            fields[f"{INSIDE}{section.key}"] = forms.BooleanField(label="For the desk only", required=False)

    @staticmethod
    def values_of(article):
        revision = article.working
        names = ("title", "summary", "audience", "tier", "topic", "error_codes", "keywords", "versions")
        values = {name: getattr(revision, name) for name in names} | {"organisation": revision.organisation_id}
        values |= {f"{SECTION}{key}": text for key, text in revision.texts.items()}
        return values | {f"{INSIDE}{key}": True for key in revision.inside} | {"seen": article.version}

    def sections(self):
        """For the page: each section's field and its box."""
        names = [name.removeprefix(SECTION) for name in self.fields if name.startswith(SECTION)]
        return [(self[f"{SECTION}{name}"], self[f"{INSIDE}{name}"]) for name in names]

    def given(self):
        """As the actions take it."""
        values = dict(self.cleaned_data)
        texts = {name.removeprefix(SECTION): values.pop(name) for name in list(values) if name.startswith(SECTION)}
        boxes = {name.removeprefix(INSIDE): values.pop(name) for name in list(values) if name.startswith(INSIDE)}
        return values | {"texts": texts, "inside": [name for name, ticked in boxes.items() if ticked]}


class FilingForm(forms.Form):
    category = forms.ModelChoiceField(Category.objects.none(), label="Category", required=False, empty_label="None")
    component = forms.ModelChoiceField(Component.objects.none(), label="Component", required=False, empty_label="None")
    owner = forms.ModelChoiceField(Person.objects.none(), label="Owner")
    expires_at = forms.DateTimeField(
        label="Ends",
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="From then on nobody finds it. Empty: never.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, viewer, article: Article, **kwargs):
        values = {name: getattr(article, f"{name}_id") for name in ("category", "component", "owner")}
        values |= {"expires_at": article.expires_at, "seen": article.version}
        super().__init__(*args, **kwargs | {"initial": values})
        fields: Any = self.fields
        fields["category"].queryset = Category.objects.offered().select_related("parent")
        fields["component"].queryset = Component.objects.offered()
        staff = Person.objects.visible_to(viewer).active().filter(is_machine=False).exclude(roles=["RQ"])
        fields["owner"].queryset = staff.order_by("name")


class CommentForm(forms.Form):
    comment = forms.CharField(label="Comment", max_length=2000, required=False, widget=forms.Textarea({"rows": 2}))


class RetireForm(forms.Form):
    into = forms.CharField(
        label="Merge into", required=False, max_length=20, help_text="KB-12: its readers are led there. Empty: nowhere."
    )
    comment = forms.CharField(label="Because", max_length=2000, widget=forms.Textarea({"rows": 2}))


class FlagForm(forms.Form):
    reason = forms.ChoiceField(label="What is wrong", choices=FlagReason.choices, widget=forms.RadioSelect)
    words = forms.CharField(label="In words", max_length=1000, widget=forms.Textarea({"rows": 3}))


class SettleForm(forms.Form):
    verdict = forms.ChoiceField(label="It is", choices=[one for one in Flag.Verdict.choices if one[0]][:2])
    answer = forms.CharField(label="In words", max_length=1000, widget=forms.Textarea({"rows": 2}))


class IssueForm(forms.Form):
    status = forms.ChoiceField(label="Where it stands", choices=IssueStatus.choices)
    fixed_in = forms.CharField(label="Fixed in", max_length=100, required=False)


class FeedbackForm(forms.Form):
    helpful = forms.TypedChoiceField(
        label="Did this help?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label="What was missing or wrong?", max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )


class NoteForm(forms.Form):
    title = forms.CharField(label="Title", max_length=200)
    body = forms.CharField(label="Note", required=False, max_length=20000, widget=forms.Textarea({"rows": 10}))


class PromoteForm(forms.Form):
    kind = forms.ChoiceField(label="Kind of article", choices=shapes.ArticleKind.choices)


class SynonymsForm(forms.Form):
    words = Words(label="Words that mean the same", help_text="With commas between: vpn, tunnel, remote access.")
