"""Forms on which the Secretariat says what changed about a government."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext as _

from clearinghouse.accounts.editing_parties import Name, Stay
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.parties.actions import Deed
from clearinghouse.parties.facts import NamedGovernment, TreatyAction
from clearinghouse.parties.snapshot import Parties
from clearinghouse.web.country_list import group_choices
from clearinghouse.web.speech import say
from clearinghouse.web.standings_shown import KIND_NAMES

_MAX_NAME_CHARS = 200


def _day(*, is_required: bool = False) -> forms.DateField:
    return forms.DateField(required=is_required, widget=forms.DateInput(attrs={"type": "date"}))


def _label(form: forms.Form, labels: Mapping[str, str], hints: Mapping[str, str]) -> None:
    for name, field in form.fields.items():
        field.label = labels.get(name, name)
        field.help_text = hints.get(name, "")
    # Only now: to ask for the errors is to bind the fields, labels and all.
    for name, field in form.fields.items():
        is_wrong = form.is_bound and name in form.errors
        described = [f"{name}-hint"] if name in hints else []
        described += [f"{name}-problem"] if is_wrong else []
        if described:
            field.widget.attrs["aria-describedby"] = " ".join(described)
        if is_wrong:
            field.widget.attrs["aria-invalid"] = "true"


class TreatyForm(forms.Form):
    """What a government did about an instrument."""

    signature = _day()
    deposit = _day()
    kind = forms.ChoiceField(required=False)
    in_force = _day()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django takes them
        kind = self.fields["kind"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = [("", "–"), *((code, say(name)) for code, name in KIND_NAMES.items())]
        _label(
            self,
            {
                "signature": _("Signed"),
                "deposit": _("Deposited"),
                "kind": _("Kind of instrument"),
                "in_force": _("Party since"),
            },
            {
                "deposit": _("The instrument enters into force for the government on the ninetieth day after."),
                "in_force": _("Only where it does not follow from the deposit, as for a successor State."),
            },
        )

    def deed(self) -> Deed:
        """Return what was typed."""
        given = self.cleaned_data
        return Deed(given["signature"], given["deposit"], given["kind"], given["in_force"])


def treaty_values(action: TreatyAction | None) -> dict[str, object]:
    """Return what the form of an instrument says before anything is changed."""
    if action is None:
        return {}
    return {
        "signature": _iso(action.signature),
        "deposit": _iso(action.deposit),
        "kind": action.kind,
        "in_force": _iso(action.in_force),
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


class StayForm(forms.Form):
    """For how long a government belongs to a group."""

    group = forms.ChoiceField()
    since = _day()
    until = _day()
    instead_of = forms.DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, parties: Parties, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django takes them
        group = self.fields["group"]
        if isinstance(group, forms.ChoiceField):
            derived = {one.identifier for one in parties.groups if one.derived}
            group.choices = [
                (kind, [(one.value, one.label) for one in choices if one.value not in derived])
                for kind, choices in group_choices(parties, "")
            ]
        _label(
            self,
            {"group": _("Group"), "since": _("First day"), "until": _("First day on which it is no longer a member")},
            {"since": _("Leave it empty if it is not known."), "until": _("Leave it empty if it is still a member.")},
        )

    def stay(self) -> Stay:
        """Return what was typed."""
        given = self.cleaned_data
        return Stay(given["group"], given["since"], given["until"], given["instead_of"])


class NameForm(forms.Form):
    """The name of a government in six languages, from a day on. Fields: since, `name-ar`, `formal-ar` and so on."""

    since = _day(is_required=True)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django takes them
        labels = {"since": _("From")}
        for one in LANGUAGES:
            attrs = {"lang": one.tag, "dir": one.direction}
            for sort, label in (("name", _("Short name: %(language)s")), ("formal", _("Formal name: %(language)s"))):
                self.fields[f"{sort}-{one.code}"] = forms.CharField(
                    max_length=_MAX_NAME_CHARS, required=sort == "name", widget=forms.TextInput(attrs=dict(attrs))
                )
                labels[f"{sort}-{one.code}"] = label % {"language": one.name}
        _label(self, labels, {"since": _("Not after today. The name of until then is kept as a former name.")})

    def name(self) -> Name:
        """Return what was typed."""
        given = self.cleaned_data
        return Name(
            {one.code: given[f"name-{one.code}"] for one in LANGUAGES},
            {one.code: text for one in LANGUAGES if (text := given[f"formal-{one.code}"])},
            given["since"],
        )


def name_values(government: NamedGovernment) -> dict[str, object]:
    """Return what the form of a name says before anything is changed."""
    short = {f"name-{code}": text for code, text in government.names.items()}
    return {**short, **{f"formal-{code}": text for code, text in government.formal_names.items()}}
