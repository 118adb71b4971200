"""One commune, its province and their council, with an object ripe for every act of every page.

`people` maps each role to its account. Each area of the portal adds its part by a module of its own, listed
in `AREAS`: `make` builds the objects; `targets` maps the name of an address to its arguments, the object on
which the act of that address is possible, so that a refusal can only be about who asks; `forms` holds what
the act sends; `READING` and `ACTING` say what everybody gets there. What an area may leave out: `READERS`,
who opens the page when it is the page that is tested; `ASKED_TWICE`, pages that only ask "are you sure?";
`MAY_BE_EMPTY`, forms that mean something when left empty; `queries`, what an address is asked with.
Somebody who acts in one area only has no column: `make` puts the account into `more_people`, and `MORE_CELLS`
holds what that person gets there, reading and acting.

The columns of `READING` and `ACTING`, one letter each:
  anonymous |
  officer of another province, member of another province's council, member seated after the session |
  another producer's member, the producer's member |
  officer and leader of the receiving office |
  province's officer, leader, advisor, auditor |
  chair, secretary, member of the council in session |
  administrator

The answers: o the page, s sent to sign in, . not found, x refused with its reason, m no such method,
> sent back with nothing changed, d done.
"""

from datetime import timedelta
from types import SimpleNamespace

from django.contrib.auth.models import AnonymousUser
from django.urls import URLPattern, get_resolver

from evaluations.enums import SeatRole
from producers.models import ProducerMember
from tests import cast
from tests.world import (
    councils,
    dossiers,
    expiry,
    intake,
    lifecycle,
    money,
    outcomes,
    plans,
    preparation,
    programme,
    register,
    scoring,
)
from tests.world.area import HIDDEN, everything_of

WORKSPACE = "lam-viec/"
AREAS = (
    register,
    dossiers,
    intake,
    preparation,
    councils,
    scoring,
    outcomes,
    plans,
    lifecycle,
    expiry,
    money,
    programme,
)  # later ones may use what earlier ones made

READING = "".join(area.READING.lstrip() for area in AREAS)
ACTING = "".join(area.ACTING.lstrip() for area in AREAS)
READERS = everything_of(AREAS, "READERS", {})
MORE_CELLS = everything_of(AREAS, "MORE_CELLS", {})
ASKED_TWICE = everything_of(AREAS, "ASKED_TWICE", set())
MAY_BE_EMPTY = everything_of(AREAS, "MAY_BE_EMPTY", set())


def build():
    """Everything, in a database that holds only the map and the regulations."""
    world = SimpleNamespace()
    world.council = cast.council(cast.PROVINCE, members=5)
    world.people, world.more_people = people(world), {}
    for area in AREAS:
        area.make(world)
    world.targets, world.queries = {}, {}
    for area in AREAS:
        world.targets |= area.targets(world)
        world.queries |= area.queries(world) if hasattr(area, "queries") else {}
    return world


def filled_forms(made):
    """A correct form for every act; files are made anew for each sending."""
    forms = {}
    for area in AREAS:
        forms |= area.forms(made)
    return forms


def people(world):
    """Every role, those with the least sight first. Nobody holds two of them."""
    world.producer = cast.producer(f"{HIDDEN} hợp tác xã")
    other_member = cast.person("Thành viên Chủ thể khác")
    other = cast.producer("Hộ kinh doanh Người Khác")
    ProducerMember.objects.create(user=other_member, producer=other)
    day_after = cast.HELD[cast.PROVINCE] + timedelta(days=1)
    successor = cast.person("Ủy viên Kế nhiệm")
    world.council.row.seats.create(user=successor, role=SeatRole.MEMBER, since=day_after)
    return {
        "anonymous": AnonymousUser(),
        "officer of another province": cast.stranger(),
        "member of another province's council": cast.council(cast.OTHER_PROVINCE, members=1).members[0],
        "member seated after the session": successor,
        "another producer's member": other_member,
        "the producer's member": cast.producer_member(of=world.producer),
        "officer": cast.officer(cast.COMMUNE),
        "leader": cast.leader(cast.COMMUNE),
        "province's officer": cast.officer(cast.PROVINCE),
        "province's leader": cast.leader(cast.PROVINCE),
        "province's advisor": cast.advisor(cast.PROVINCE),
        "province's auditor": cast.auditor(cast.PROVINCE),
        "chair": world.council.chair,
        "secretary": world.council.secretary,
        "member": world.council.members[0],
        "administrator": cast.administrator(),
    }


# The addresses of the portal


def addresses():
    """Every named address of our own as {name: (parts of its pattern, names of its arguments)}."""
    found = {}
    _collect(get_resolver(), "", found)
    return found


def _collect(resolver, above, found):
    for entry in resolver.url_patterns:
        pattern = above + str(entry.pattern)
        if isinstance(entry, URLPattern):
            found[entry.name] = pattern, entry.pattern.regex.groupindex.keys()
        elif entry.namespace is None:
            _collect(entry, pattern, found)


def workspace_addresses():
    """The names of the addresses behind the sign-in."""
    return {name for name, (pattern, _arguments) in addresses().items() if pattern.startswith(WORKSPACE)}
