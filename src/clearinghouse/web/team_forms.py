"""The forms of teams. What they offer is what the person may give; what may be given, the actions ask again."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.utils.translation import gettext as _

from clearinghouse.accounts.instruments import INSTRUMENTS
from clearinghouse.accounts.models import Role, RoleHeld
from clearinghouse.accounts.person import Held, Person
from clearinghouse.accounts.teams import NEVER_LIMITED, REALMS_OF_TEAMS, TEAM_OF, may_give
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.core.owners import kind_of
from clearinghouse.formats.collection import FORMATS
from clearinghouse.web.days import end_of_day
from clearinghouse.web.ordering import by_name
from clearinghouse.web.realms import REALMS
from clearinghouse.web.roles_shown import role_name
from clearinghouse.web.speech import say

Choices = list[tuple[str, str]]
_INSTRUMENT = "."
"""Between role and instrument in the value of a choice, as `focal-point.CPB`."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a person may give in a team: roles, and the realms and formats to which they may be limited."""

    owner: str
    roles: Choices
    realms: Choices
    formats: Choices


def offer_of(person: Person, owner: str) -> Offer:
    """Return what a person may give in a team; no roles if nothing."""
    names = {slug: say(fmt.name) for slug, fmt in FORMATS.items() if fmt.is_open}
    formats = ["", *by_name(names, names.__getitem__)]
    given = {held for held in _all_that_could_be(owner, formats) if may_give(person, held)}
    limited = [held for held in given if Role(held.role) not in NEVER_LIMITED]
    realms = [realm for realm in ("", *REALMS_OF_TEAMS) if any(one.realm == realm for one in limited)]
    slugs = [slug for slug in formats if any(one.format == slug for one in limited)]
    return Offer(
        owner,
        _roles(owner, given),
        [(realm, realm_name(realm)) for realm in realms],
        [(slug, format_name(slug)) for slug in slugs],
    )


def _all_that_could_be(owner: str, formats: list[str]) -> list[Held]:
    found = []
    for role in TEAM_OF[kind_of(owner)]:
        if role is Role.FOCAL_POINT:
            found += [Held(role.value, owner, instrument=code) for code in INSTRUMENTS]
        elif role in NEVER_LIMITED:
            found.append(Held(role.value, owner))
        else:
            slugs = [""] if role is Role.ADMINISTRATOR else formats
            found += [Held(role.value, owner, realm, slug) for realm in ("", *REALMS_OF_TEAMS) for slug in slugs]
    return found


def _roles(owner: str, given: set[Held]) -> Choices:
    choices: Choices = []
    for role in TEAM_OF[kind_of(owner)]:
        if role is Role.FOCAL_POINT:
            codes = [code for code in INSTRUMENTS if Held(role.value, owner, instrument=code) in given]
            choices += [(f"{role.value}{_INSTRUMENT}{code}", role_name(role, code)) for code in codes]
        elif any(one.role == role.value for one in given):
            choices.append((role.value, role_name(role)))
    return choices


def realm_name(realm: str) -> str:
    """Return what a limit to a realm is called."""
    if not realm:
        return _("All clearing-houses")
    return say(REALMS[realm].name) if realm in REALMS else realm.upper()


def format_name(slug: str) -> str:
    """Return what a limit to a format is called."""
    if not slug:
        return _("All formats")
    return say(FORMATS[slug].plural_name) if slug in FORMATS else slug


class InviteForm(forms.Form):
    """Whom to ask, for which role."""

    email = forms.CharField(max_length=254, widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}))
    name = forms.CharField(max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"}))
    language = forms.ChoiceField(choices=[(one.code, one.name) for one in LANGUAGES])
    role = forms.ChoiceField()
    realm = forms.ChoiceField(required=False)
    format = forms.ChoiceField(required=False)

    def __init__(self, *args: object, offer: Offer, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django takes them
        self.owner = offer.owner
        _offer(self, "role", offer.roles)
        if offer.realms:
            _offer(self, "realm", offer.realms)
            _offer(self, "format", offer.formats)
        else:
            del self.fields["realm"], self.fields["format"]
        _label(self)

    def held(self) -> Held:
        """Return the role that is asked for; what cannot be limited is not."""
        role, _dot, instrument = str(self.cleaned_data["role"]).partition(_INSTRUMENT)
        if Role(role) in NEVER_LIMITED:
            return Held(role, self.owner, instrument=instrument)
        slug = "" if Role(role) is Role.ADMINISTRATOR else str(self.cleaned_data.get("format", ""))
        return Held(role, self.owner, str(self.cleaned_data.get("realm", "")), slug)


class LimitForm(forms.Form):
    """To what a role is limited, and until which day."""

    realm = forms.ChoiceField(required=False)
    format = forms.ChoiceField(required=False)
    until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: object, offer: Offer, row: RoleHeld, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django takes them
        if Role(row.role) in NEVER_LIMITED:
            del self.fields["realm"], self.fields["format"]
        else:
            _offer(self, "realm", _with(offer.realms, (row.realm, realm_name(row.realm))))
            _offer(self, "format", _with(offer.formats, (row.format_slug, format_name(row.format_slug))))
        _label(self)

    def ends_at(self) -> datetime | None:
        """Return the end of the last day, None for no end."""
        day = self.cleaned_data["until"]
        return end_of_day(day.isoformat()) if day else None


def limits_of(row: RoleHeld) -> dict[str, object]:
    """Return what the form of a role says before anything is changed."""
    until = row.ends_at.date().isoformat() if row.ends_at else ""
    return {"realm": row.realm, "format": row.format_slug, "until": until}


def _with(choices: Choices, one: tuple[str, str]) -> Choices:
    return choices if one in choices else [one, *choices]


def _offer(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def _label(form: forms.Form) -> None:
    labels = {
        "email": _("E-mail address"),
        "name": _("Name"),
        "language": _("Language in which they are written to"),
        "role": _("Role"),
        "realm": _("Clearing-house"),
        "format": _("Common format"),
        "until": _("Last day"),
    }
    hints = {
        "realm": _("The role holds in this clearing-house only."),
        "format": _("The role holds for records in this format only."),
        "until": _("Leave it empty for a role without an end."),
    }
    for name, field in form.fields.items():
        field.label = labels[name]
        field.help_text = hints.get(name, "")
        field.widget.attrs["aria-describedby"] = f"{name}-hint" if name in hints else f"{name}-problem"
