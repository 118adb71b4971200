"""What every page needs to know: the portal's name, the workspace's rail, the page in the other language."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

# (url name, label, icon); an entry is current while the address lies under it, or under one of its own desks.
RAIL = (
    ("workspace", _("Waiting for me"), "inbox"),
    ("notice_desk", _("Notices"), "bell"),
    ("producer_desk", _("Producers"), "people"),
    ("product_desk", _("Products"), "box"),
    ("dossier_desk", _("Dossiers"), "folder"),
    ("council_desk", _("Councils"), "bank"),
    ("scoring_desk", _("Scoring"), "card-checklist"),
    ("decision_desk", _("Decisions"), "file-earmark-check"),
    ("certificate_desk", _("Certificates"), "award"),
    ("support_desk", _("Support"), "cash-coin"),
    ("report_desk", _("Reports of misuse"), "flag"),
    ("plan_desk", _("Plans"), "bullseye"),
)
DESKS_OF = {
    "plan_desk": ("book_desk", "visit_desk"),
    "certificate_desk": ("expiry_desk", "revocation_desk"),
}


def portal(request):
    return {
        "portal_name": _("OCOP Portal"),
        "site_url": settings.SITE_URL,
        "rail": rail_for(request) if request.user.is_authenticated else [],
        "language_links": language_links(request),
    }


def rail_for(request):
    """The entries of the rail; a `count` that stands beside one is asked when the rail is drawn."""
    entries = [(name, reverse(name), label, icon) for name, label, icon in RAIL]
    current = _entry_of(request.path)
    counts = {"notice_desk": request.user.notices.unread().count}
    return [
        {"url": url, "label": label, "icon": icon, "current": name == current, "count": counts.get(name, 0)}
        for name, url, label, icon in entries
    ]


def _entry_of(path):
    """The entry of the rail under whose desks the address lies; the longest of them tells."""
    desks = {reverse(name): name for name, _label, _icon in RAIL}
    desks |= {reverse(desk): name for name, own in DESKS_OF.items() for desk in own}
    return desks.get(max((url for url in desks if path.startswith(url)), key=len, default=None))


def language_links(request):
    """The same page in each language, without the one being read."""
    here = get_language()
    return [
        {"code": code, "name": name, "url": _translated(request, code)}
        for code, name in settings.LANGUAGES
        if code != here
    ]


def _translated(request, code):
    """The address of this page in a language; an address that names no page leads to the first one."""
    found, (_path, mark, asked) = request.resolver_match, request.get_full_path().partition("?")
    with override(code):
        try:
            return reverse(found.view_name, args=found.args, kwargs=found.kwargs) + mark + asked
        except (AttributeError, NoReverseMatch):  # nothing matched, or nothing that can be written again
            return reverse("home")
