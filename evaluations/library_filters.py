"""A producer's library as its address asks for it: words, kind of paper, how long it holds."""

from datetime import timedelta

from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from evaluations.enums import EvidenceKind
from evaluations.validity import SOON_DAYS
from ocop_portal.core.days import today
from ocop_portal.core.filters import AskedFor

KINDS = {"": _("Every kind of paper"), **dict(EvidenceKind.choices)}
AS_IN_FORM_02 = Case(*(When(kind=kind, then=place) for place, kind in enumerate(EvidenceKind)))
STANDS = {
    "": _("In use, newest versions"),
    "soon": _("Running out within 60 days"),
    "expired": _("Run out"),
    "all": _("Earlier versions too"),
}


class LibraryFilter(AskedFor):
    def __init__(self, params):
        super().__init__(params)
        self.q = self.words("q")
        self.kind = self.one_of("loai", KINDS)
        self.stands = self.one_of("trang-thai", STANDS)
        self.kinds, self.stand_choices = KINDS, STANDS

    @property
    def is_narrowed(self):
        return bool(self.q or self.kind or self.stands)

    def rows(self, documents):
        if self.stands != "all":
            documents = documents.newest()
        if self.kind:
            documents = documents.filter(kind=self.kind)
        if self.q:
            documents = documents.filter(title__icontains=self.q)
        return self._running_out(documents).order_by(AS_IN_FORM_02, "-added_at", "-pk")

    def _running_out(self, documents):
        day = today()
        if self.stands == "soon":
            return documents.filter(valid_until__range=(day, day + timedelta(days=SOON_DAYS)))
        return documents.filter(valid_until__lt=day) if self.stands == "expired" else documents
