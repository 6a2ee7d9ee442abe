"""Template filters for what colleagues do on a draft. Without it (the page of samples), nothing is shown."""

from django import template

from clearinghouse.web.together import FieldTalk, SectionTalk, Together

register = template.Library()


@register.filter
def on_field(together: Together | str | None, name: str) -> FieldTalk | None:
    """Return where a field is talked about; None for one within rows, whose group is talked about."""
    return together.fields.get(name) if isinstance(together, Together) else None


@register.filter
def on_section(together: Together | str | None, name: str) -> SectionTalk | None:
    """Return what colleagues do about a section."""
    return together.sections.get(name) if isinstance(together, Together) else None
