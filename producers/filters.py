"""The list of producers as its address asks for it."""

from django.utils.translation import gettext_lazy as _

from ocop_portal.core.filters import AskedFor
from producers.enums import ProducerKind
from producers.places import lying_in

KINDS = {"": _("All kinds"), **dict(ProducerKind.choices)}


class ProducerFilter(AskedFor):
    def __init__(self, params):
        super().__init__(params)
        self.q = self.words("q")
        self.place = self.words("noi")
        self.kind = self.one_of("loai", KINDS)
        self.kinds = KINDS

    @property
    def is_narrowed(self):
        return bool(self.q or self.place or self.kind)

    def rows(self, producers):
        if self.kind:
            producers = producers.filter(kind=self.kind)
        return lying_in(producers.search(self.q), self.place, "unit").order_by("sort_key", "pk")
