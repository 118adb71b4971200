"""The administrative map, with its past.

On 1 July 2025 districts ended and 63 provinces became 34. Abolished units stay, dated, because old
dossiers, products and plans keep naming them. Codes live on with a changed territory (24 was Bắc
Giang and is Bắc Ninh), so a unit is known by its code and its era, never by the code alone.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ocop_portal.areas.enums import Difficulty, UnitLevel
from ocop_portal.areas.names import place_name, place_sort_key, read_place_query, split_kind
from ocop_portal.core.constraints import filled, holds, in_order, one_of, unique
from ocop_portal.core.days import day_of
from ocop_portal.core.text import search_text
from ocop_portal.core.words import matching


class AdministrativeUnitQuerySet(models.QuerySet):
    def current(self):
        """Units without an end."""
        return self.filter(valid_to=None)

    def historic(self):
        return self.exclude(valid_to=None)

    def in_force(self, at=None):
        """Units that exist on the day; an unknown beginning counts as long ago."""
        day = day_of(at)
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )

    def provinces(self):
        return self.filter(level=UnitLevel.PROVINCE)

    def districts(self):
        return self.filter(level=UnitLevel.DISTRICT)

    def communes(self):
        return self.filter(level=UnitLevel.COMMUNE)

    def under(self, unit):
        """The unit itself, what lies in it, and the abolished units whose land it took over."""
        return self.filter(covered_by__unit=unit)

    def covering(self, unit):
        """The unit itself and every unit, of today or before, that it lies under."""
        return self.filter(covers__covered=unit)

    def coded(self, code, at=None):
        """Units that bore the code on the day: at most one."""
        return self.filter(code=code).in_force(at)

    def with_parents(self):
        """Load what `full_name` reads."""
        return self.select_related("parent__parent")

    def search(self, query):
        """Keep units whose own or parents' names hold every word; words such as "huyện" may be missing."""
        return matching(self, read_place_query(query).words or query)


class AdministrativeUnit(models.Model):
    """A province, district or commune in one era. Loaded by `load_areas`, never edited by hand."""

    code = models.CharField(_("code"), max_length=5)
    level = models.CharField(_("level"), max_length=8, choices=UnitLevel.choices)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("lies in")
    )
    valid_from = models.DateField(_("exists from"), null=True, blank=True)
    valid_to = models.DateField(_("existed until"), null=True, blank=True)
    address_code = models.CharField(_("code in the web address"), max_length=8, unique=True)
    search_text = models.TextField(editable=False)
    sort_key = models.TextField(editable=False)
    successors = models.ManyToManyField(
        "self",
        through="Succession",
        through_fields=("predecessor", "successor"),
        symmetrical=False,
        related_name="predecessors",
        verbose_name=_("became"),
    )

    objects = AdministrativeUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("administrative unit")
        verbose_name_plural = _("administrative units")
        ordering = ["sort_key", "code", "pk"]
        indexes = [
            models.Index(fields=["level", "sort_key"], name="unit_by_level_and_name"),
            models.Index(  # its own name stands first: every search asks whether it names a place
                fields=["search_text"], opclasses=["text_pattern_ops"], name="unit_by_beginning"
            ),
        ]
        constraints = [
            filled("unit_has_code", "code", _("Give the unit its official code.")),
            filled("unit_has_name", "name", _("Give the unit its name.")),
            one_of("unit_level_is_known", "level", UnitLevel, _("Choose province, district or commune.")),
            unique(
                "unit_code_once_among_current",
                "code",
                condition=Q(valid_to=None),
                message=_("A unit of today has this code already."),
            ),
            unique(
                "unit_code_once_among_historic",
                "code",
                condition=Q(valid_to__isnull=False),
                message=_("An abolished unit has this code already."),
            ),
            in_order(
                "unit_begins_before_it_ends",
                "valid_from",
                "valid_to",
                _("The last day of a unit cannot be before its first."),
            ),
            holds(
                "unit_parent_fits_level",
                Q(level=UnitLevel.PROVINCE, parent=None)
                | Q(~Q(level=UnitLevel.PROVINCE), parent__isnull=False),
                _("A district or commune lies in another unit; a province does not."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.fill_computed()
        super().save(*args, **kwargs)

    def fill_computed(self):
        """Fill what search and order read. Bulk operations skip `save()` and must call this."""
        self.search_text = search_text(
            self.own_name, self.kind, *(unit.name for unit in self.parents()), self.name_en
        )
        self.sort_key = place_sort_key(self.name)

    @property
    def kind(self):
        """The word for its kind in lower case: "huyện", "xã", "phường" ..."""
        return split_kind(self.name)[0]

    @property
    def own_name(self):
        """The name without the word for its kind: "Lục Ngạn"."""
        return split_kind(self.name)[1]

    @property
    def lower_name(self):
        """The name as it stands inside a sentence: "huyện Lục Ngạn"."""
        return f"{self.kind} {self.own_name}".strip()

    @property
    def full_name(self):
        """The name with those of its parents: "xã Hồng Giang, huyện Lục Ngạn, tỉnh Bắc Giang"."""
        return ", ".join(unit.lower_name for unit in [self, *self.parents()])

    @property
    def short_name(self):
        """The name with that of its province alone: "xã Hồng Giang, tỉnh Bắc Giang"."""
        return place_name(*dict.fromkeys([self.name, self.province.name]))

    @property
    def province(self):
        """The province of its own era; itself for a province."""
        return [self, *self.parents()][-1]

    @property
    def is_historic(self):
        """It has a last day, known in advance or past."""
        return self.valid_to is not None

    def is_abolished(self, at=None):
        return self.valid_to is not None and self.valid_to < day_of(at)

    def in_force_on(self, day):
        return (self.valid_from is None or self.valid_from <= day) and not self.is_abolished(day)

    def parents(self):
        """Return the units of its era it lies in, the nearest first."""
        return [self.parent, *self.parent.parents()] if self.parent_id else []

    def covers_unit(self, unit):
        """Tell whether the unit lies in this one, or became part of it."""
        return Coverage.objects.filter(unit=self, covered=unit).exists()

    def present(self):
        """Return the units of today that stand where this one stood, itself if it still exists.

        Empty when the sources name no successor.
        """
        if not self.is_historic:
            return [self]
        found = {later for successor in self.successors.all() for later in successor.present()}
        return sorted(found, key=lambda unit: unit.sort_key)

    def formed_from(self):
        """Return the abolished units it was made of: those of its level, and districts it took over whole."""
        whole = self.succession_before.filter(Q(predecessor__level=self.level) | Q(partly=False))
        return AdministrativeUnit.objects.filter(pk__in=whole.values("predecessor"))

    def names_over_time(self):
        """Return its full name, then those of what it became or was made of: people search by either."""
        others = self.present() if self.is_historic else self.formed_from().with_parents()
        return list(dict.fromkeys(unit.full_name for unit in [self, *others]))


class Succession(models.Model):
    """An abolished unit became a later one, or a part of it did."""

    predecessor = models.ForeignKey(
        AdministrativeUnit, models.CASCADE, related_name="succession_after", verbose_name=_("abolished unit")
    )
    successor = models.ForeignKey(
        AdministrativeUnit, models.CASCADE, related_name="succession_before", verbose_name=_("became")
    )
    partly = models.BooleanField(_("only a part of it"), default=False)

    class Meta:
        verbose_name = _("succession of units")
        verbose_name_plural = _("successions of units")
        constraints = [
            unique(
                "succession_once_per_pair",
                "predecessor",
                "successor",
                message=_("This succession is recorded already."),
            ),
            holds(
                "succession_to_another_unit",
                ~Q(predecessor=F("successor")),
                _("A unit cannot become itself."),
            ),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor}"


class DifficultAreaQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The lists are published acts: everybody in the workspace reads them."""
        return self if user.is_authenticated else self.none()

    def in_force(self, at=None):
        """Areas listed on the day."""
        day = day_of(at)
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


class DifficultArea(models.Model):
    """A unit that a legal act lists as difficult or extremely difficult, from a day to a day.

    A listed unit stands for all that lies in it or became part of it. Lists change every few years and name
    the units of their time, so each entry names the act it comes from.
    """

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, related_name="difficulties", verbose_name=_("unit")
    )
    degree = models.CharField(_("degree"), max_length=9, choices=Difficulty)
    act = models.CharField(
        _("legal act"), max_length=120, help_text=_("The act that lists it, e.g. 861/QĐ-TTg.")
    )
    since = models.DateField(_("in force from"))
    until = models.DateField(_("in force until (inclusive)"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DifficultAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("difficult area")
        verbose_name_plural = _("difficult areas")
        ordering = ["-since", "unit__sort_key", "pk"]
        constraints = [
            one_of("areas_difficultarea_degree_known", "degree", Difficulty, _("Choose the degree.")),
            filled("areas_difficultarea_act_filled", "act", _("Name the act that lists the unit.")),
            in_order(
                "areas_difficultarea_since_before_until",
                "since",
                "until",
                _("The first day is not after the last."),
            ),
            unique(
                "areas_difficultarea_once_per_act",
                "unit",
                "act",
                message=_("The act lists this unit already."),
            ),
        ]

    def __str__(self):
        return f"{self.unit}: {self.get_degree_display()}"


class Coverage(models.Model):
    """Which units a unit covers: itself, what lies in it and, for one of today, what it was made of.

    Computed by `load_areas` so that "everything under this unit" is one join. A divided unit is
    covered by each of its successors.
    """

    unit = models.ForeignKey(AdministrativeUnit, models.CASCADE, related_name="covers")
    covered = models.ForeignKey(AdministrativeUnit, models.CASCADE, related_name="covered_by")

    class Meta:
        verbose_name = _("coverage")
        verbose_name_plural = _("coverage")
        constraints = [
            unique(
                "coverage_once_per_pair",
                "unit",
                "covered",
                message=_("This coverage is recorded already."),
            )
        ]
