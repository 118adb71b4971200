"""What is written about a paper of the library, and choosing papers of it for a dossier."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evaluations.dossier_forms import DAY_ERROR, Words
from evaluations.enums import EvidenceKind
from ocop_portal.core.files import CheckedFileField


class DocumentFacts(forms.Form):
    title = Words(label=_("Title"), max_length=200, required=False, help_text=_("Empty: the kind of paper."))
    number = Words(label=_("Number"), max_length=80, required=False)
    issued_on = forms.DateField(label=_("Issued on"), required=False, error_messages=DAY_ERROR)
    valid_until = forms.DateField(
        label=_("Valid until"),
        required=False,
        help_text=_("The last day, that day included. Empty: it does not run out."),
        error_messages=DAY_ERROR,
    )

    def clean(self):
        data = super().clean()
        issued, until = data.get("issued_on"), data.get("valid_until")
        if issued and until and until < issued:
            self.add_error("valid_until", gettext("A paper is not valid until a day before it was issued."))
        return data


class CorrectionForm(DocumentFacts):
    """The facts of a paper that is there; its title is never empty."""

    def __init__(self, *args, document, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required, self.fields["title"].help_text = True, ""
        for name in self.fields:
            self.initial[name] = getattr(document, name)


class VersionForm(DocumentFacts):
    """A newer version of a paper: its own file, number and days."""

    file = CheckedFileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_(
            "PDF, picture, Word (.docx) or Excel (.xlsx), at most 20 MB. Only those in charge can open it."
        ),
        error_messages={"required": _("Choose the file to attach.")},
    )


class DocumentForm(VersionForm):
    kind = forms.ChoiceField(
        label=_("Kind of paper"), choices=[("", _("Choose the kind of paper")), *EvidenceKind.choices]
    )
    field_order = ["kind", "title", "number", "issued_on", "valid_until", "file"]


class ChooseForm(forms.Form):
    """Papers of the library for the dossier as a whole or for one criterion."""

    criterion_code = forms.ChoiceField(label=_("Proves"), required=False)
    documents = forms.TypedMultipleChoiceField(
        label=_("Papers of the library"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one paper.")},
    )

    def __init__(self, *args, criteria, documents, **kwargs):
        super().__init__(*args, **kwargs)
        whole = [("", _("The dossier as a whole"))]
        self.fields["criterion_code"].choices = whole + [(one.code, str(one)) for one in criteria]
        self.fields["documents"].choices = [(one.pk, str(one)) for one in documents]
        self.by_pk = {one.pk: one for one in documents}

    @property
    def chosen(self):
        return [self.by_pk[pk] for pk in self.cleaned_data["documents"]]
