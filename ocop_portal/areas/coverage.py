"""Which units a unit covers, worked out from the tree of its era and from what became what."""

from collections import defaultdict

from ocop_portal.areas.enums import UnitLevel


def coverage_pairs(units, became):
    """Return pairs of keys (unit, covered).

    A unit covers itself and what lies in it. A unit of today also covers the abolished ones it was
    made of, with what lay in them, and so does everything it lies in. `became` maps pairs (abolished
    unit, later unit) to whether only a part of it became that.
    """
    pairs = {(above.pk, unit.pk) for unit in units for above in [unit, *unit.parents()]}
    lay_in = defaultdict(list)
    for above, unit in pairs:
        lay_in[above].append(unit)
    for (old, new), partly in became.items():
        if taken_over(old, new, partly):
            pairs |= {(above.pk, covered) for above in [new, *new.parents()] for covered in lay_in[old.pk]}
    return pairs


def taken_over(old, new, partly):
    """Any part of a province or commune counts; of a district, which became many communes, only the whole."""
    return old.level == new.level or (old.level == UnitLevel.DISTRICT and not partly)
