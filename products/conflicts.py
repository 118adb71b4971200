"""The page for the second of two people who edited one record: both versions, and the form again."""

from django.db.models import Model, QuerySet
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def conflict_page(request, form, conflict, *, again):
    """Answer 409 with both versions side by side; `again(data, instance)` makes the form to send again."""
    standing = conflict.current
    data = form.data.copy()
    data["version"] = getattr(standing, getattr(form, "counter", "version"))
    context = {
        "reason": conflict.reason,
        "differences": differences(form, standing),
        "form": again(data, standing),
        "record": standing,
    }
    return render(request, "409.html", context, status=409)


def differences(form, standing):
    """Return {label, standing, typed} for every field in which the two differ."""
    rows, stored = [], getattr(form, "stored", getattr)
    for name in form.record_fields:
        typed, stands = form.cleaned_data[name], stored(standing, name)
        typed = list(typed) if isinstance(typed, QuerySet) else typed
        if typed != stands:
            field = form.fields[name]
            rows.append(
                {"label": field.label, "standing": in_words(field, stands), "typed": in_words(field, typed)}
            )
    return rows


def in_words(field, value):
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, ""):
        return _("(empty)")
    if hasattr(field, "in_words"):
        return field.in_words(value) or _("(empty)")
    if isinstance(value, list):
        labels = {} if value and isinstance(value[0], Model) else dict(getattr(field, "choices", ()))
        return ", ".join(str(labels.get(one, one)) for one in value) or _("(empty)")
    if hasattr(value, "strftime"):
        return date_format(value, "d/m/Y")
    if hasattr(field, "label_of"):
        return field.label_of(value)
    return dict(getattr(field, "choices", ())).get(value, value) if isinstance(value, str) else str(value)
