"""What every page needs to know: the portal's name, the workspace's rail, the page in the other language."""

from django.conf import settings
from django.urls import Resolver404, reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# (url name, label, icon); an entry is current while the address lies under it.
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


def portal(request):
    return {
        "portal_name": _("OCOP Portal"),
        "portal_body": _("One Commune One Product"),
        "site_url": settings.SITE_URL,
        "rail": rail_for(request) if request.user.is_authenticated else [],
        "language_links": language_links(request),
    }


def rail_for(request):
    """The entries of the rail; a `count` that stands beside one is asked when the rail is drawn."""
    entries = [(name, reverse(name), label, icon) for name, label, icon in RAIL]
    under = [url for _name, url, _label, _icon in entries if request.path.startswith(url)]
    current = max(under, key=len, default=None)
    counts = {"notice_desk": request.user.notices.unread().count}
    return [
        {"url": url, "label": label, "icon": icon, "current": url == current, "count": counts.get(name, 0)}
        for name, url, label, icon in entries
    ]


def language_links(request):
    """The same page in each language, without the one being read."""
    here = get_language()
    return [
        {"code": code, "name": name, "url": _translated(request, code)}
        for code, name in settings.LANGUAGES
        if code != here
    ]


def _translated(request, code):
    try:
        return translate_url(request.get_full_path(), code)
    except (Resolver404, ValueError):
        return translate_url("/", code)
