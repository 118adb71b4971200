"""The list of dossiers as its address asks for it: words, state, purpose, whose turn, order."""

from django.db.models import Case, F, When
from django.utils.translation import gettext_lazy as _

from evaluations.checklist import INTAKE_STATES
from evaluations.enums import DossierState, Purpose
from evaluations.supplements import WAITING
from ocop_portal.accounts.enums import Role
from ocop_portal.accounts.models import offices_of
from ocop_portal.core.text import clean_text
from ocop_portal.core.words import matching

STATES = {
    "": _("All that are open"),
    **dict(DossierState.choices),
    "all": _("All, the finished ones too"),
}
PURPOSES = {"": _("Any purpose"), **dict(Purpose.choices)}
TURNS = {"": _("Anybody's turn"), "mine": _("My office's turn")}
ORDERS = {"due": _("Due first"), "received": _("Received last"), "name": _("Name of the product")}


class DossierFilter:
    """Reads the query; what it does not know is left out and named in `unknown`."""

    def __init__(self, asked, user):
        self.user, self.unknown = user, []
        self.words = clean_text(asked.get("q", ""))[:200]
        self.state = self._choice(asked, "trang-thai", STATES, "")
        self.purpose = self._choice(asked, "muc-dich", PURPOSES, "")
        self.turn = self._choice(asked, "luot", TURNS, "")
        self.order = self._choice(asked, "sap-xep", ORDERS, "due")

    def _choice(self, asked, name, known, default):
        value = asked.get(name, default) or default
        if value in known:
            return value
        self.unknown.append(name)
        return default

    @property
    def is_narrowed(self):
        return bool(self.words or self.state or self.purpose or self.turn)

    def rows(self, dossiers):
        if not self.state:
            dossiers = dossiers.open()
        elif self.state != "all":
            dossiers = dossiers.filter(state=self.state)
        if self.purpose:
            dossiers = dossiers.filter(purpose=self.purpose)
        if self.turn:
            mine = offices_of(self.user, Role.OFFICER)
            dossiers = dossiers.filter(state__in=INTAKE_STATES, receiving_office__in=mine)
        return self._ordered(matching(dossiers, self.words, "product__search_text"))

    def _ordered(self, dossiers):
        if self.order == "name":
            return dossiers.order_by("product__sort_key", "-pk")
        if self.order == "received":
            return dossiers.order_by("-received_on", "-pk")
        due_now = Case(
            When(state__in=WAITING, supplement_due_on__isnull=False, then=F("supplement_due_on")),
            When(state__in=INTAKE_STATES, then=F("due_on")),
        )
        return dossiers.alias(due_now=due_now).order_by(
            F("due_now").asc(nulls_last=True), "-received_on", "-pk"
        )
