"""The frame around every page: what is the same on all of them is drawn once, the rest from few parts."""

from functools import cache
from html import escape

from django import template
from django.template import Context, NodeList, defaulttags
from django.templatetags.i18n import do_translate
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from ocop_portal.core.templatetags.ocop import icon

register = template.Library()

# The public pages every visitor may open, and the one for those who have signed in.
PUBLIC_PAGES = (
    ("catalogue", _("Products")),
    ("producer_list", _("Producers")),
    ("verify_form", _("Check a code")),
)
OWN_PAGES = (("workspace", _("Workspace")),)


class UnchangingNode(template.Node):
    def __init__(self, nodes):
        self.nodes, self.drawn = nodes, {}

    def render(self, context):
        language = get_language()
        if language not in self.drawn:
            alone = Context()
            with alone.bind_template(context.template):
                self.drawn[language] = self.nodes.render(alone)
        return self.drawn[language]


@register.tag
def unchanging(parser, _token):
    """What is the same on every page in one language, drawn once by each process.

    The nodes between the tags see no variable and no request: nothing of one visitor can reach another.
    """
    nodes = parser.parse(("endunchanging",))
    parser.delete_first_token()
    return UnchangingNode(nodes)


@register.tag("translate")
def translate(parser, token):
    """Django's tag; a sentence that stands in the template is looked up once by each process."""
    node = do_translate(parser, token)
    is_fixed = not node.asvar and not node.message_context and _is_fixed(node.filter_expression)
    return UnchangingNode(NodeList([node])) if is_fixed else node


@register.tag
def url(parser, token):
    """Django's tag; the address of a page without arguments is worked out once by each process."""
    node = defaulttags.url(parser, token)
    is_fixed = not (node.args or node.kwargs or node.asvar) and _is_fixed(node.view_name)
    return UnchangingNode(NodeList([node])) if is_fixed else node


def _is_fixed(expression):
    """Tell whether an expression of a template is a text written there, with no filter."""
    return not expression.filters and (not expression.is_var or expression.var.literal is not None)


@register.simple_tag(takes_context=True)
def site_links(context):
    """The main pages as items of a list, the one being read marked."""
    user, request = context.get("user"), context.get("request")
    pages = _main_pages(get_language(), bool(user and user.is_authenticated))
    path = request.path if request else ""
    return mark_safe("".join(marked if path.startswith(url) else plain for url, plain, marked in pages))  # noqa: S308


@cache
def _main_pages(_language, signed_in):
    """(address, its item, its item as the page being read) for each of the main pages."""
    pages = []
    for name, label in PUBLIC_PAGES + (OWN_PAGES if signed_in else ()):
        url = reverse(name)
        item = '<li><a href="{}"{}>{}</a></li>'
        pages.append((url, *(item.format(url, mark, escape(label)) for mark in ("", ' aria-current="page"'))))
    return pages


@register.simple_tag(takes_context=True)
def language_items(context):
    """This page in the other languages as items of a list, each named in its own tongue."""
    return mark_safe(  # noqa: S308 the address is escaped, the rest is ours
        "".join(
            f'<li><a href="{escape(link["url"])}" hreflang="{link["code"]}" lang="{link["code"]}">'
            f"{icon('globe')}{capfirst(get_language_info(link['code'])['name_local'])}</a></li>"
            for link in context["language_links"]
        )
    )
