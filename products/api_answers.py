"""What every answer of the read API has in common: its limit, its errors, its pages and its freshness."""

from django.conf import settings
from django.db.models import Max
from django.http import HttpResponseNotModified
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import exception_handler

from ocop_portal.core import keyset
from ocop_portal.core.limits import client_address, seconds_to_wait
from products import register_version
from products.models import StatusEvent

MOST_A_MINUTE = 120  # requests from one address
PAGE_SIZE, MOST_ROWS = 24, 100


class Throttle(BaseThrottle):
    """The limit that the documentation states, counted as the pages count it."""

    def allow_request(self, request, view):
        self.seconds = seconds_to_wait("api", client_address(request), MOST_A_MINUTE)
        return not self.seconds

    def wait(self):
        return self.seconds


def error(exception, context):
    """Every "no" has a code for programs and a sentence for people."""
    response = exception_handler(exception, context)
    if response is not None:
        detail = getattr(exception, "detail", None)
        code = getattr(detail, "code", None) or getattr(exception, "default_code", "error")
        response.data = {"code": code, "message": _sentence(detail) or str(exception)}
    return response


ERRORS = {
    "400": gettext_lazy("A value of the question means nothing here."),
    "404": gettext_lazy("What is asked for is not there."),
    "429": gettext_lazy(
        "More requests than the limit; Retry-After says after how many seconds the next is answered."
    ),
}


def describe_errors(result, generator, request, public):
    """Name in the description what any operation may answer besides 200 (a hook of drf-spectacular)."""
    fields = {"code": {"type": "string"}, "message": {"type": "string"}}
    result["components"]["schemas"]["Error"] = {
        "type": "object",
        "required": list(fields),
        "properties": fields,
    }
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    for operations in result["paths"].values():
        for operation in operations.values():
            for status, said in ERRORS.items():
                operation["responses"].setdefault(status, {"description": said, "content": content})
    return result


def _sentence(detail):
    """Return an error's words; those of a filter are a dictionary of lists."""
    if isinstance(detail, dict):
        return " ".join(f"{name}: {' '.join(map(str, said))}" for name, said in detail.items())
    return str(detail or "")


class BadParameter(exceptions.ParseError):
    default_code = "bad_parameter"


class KeysetPages(BasePagination):
    """`next` is the address of the rows after the last one; rows that come or go meanwhile do no harm."""

    def paginate_queryset(self, queryset, request, view=None):
        self.request = request
        try:
            cursor = request.query_params.get("sau", "")
            rows, self.following = keyset.page(queryset, view.order, cursor, self.size())
        except keyset.BadCursor:
            raise BadParameter(_("“sau” names no place in this list: take it from “next”.")) from None
        return rows

    def size(self):
        typed = self.request.query_params.get("size", str(PAGE_SIZE))
        if not (typed.isascii() and typed.isdecimal() and len(typed) < 4 and 1 <= int(typed) <= MOST_ROWS):
            raise BadParameter(_("“size” is a number from 1 to %(most)s.") % {"most": MOST_ROWS})
        return int(typed)

    def get_paginated_response(self, data):
        return Response({"next": self._next(), "results": data})

    def _next(self):
        if not self.following:
            return None
        asked = self.request.query_params.copy()
        asked["sau"] = self.following
        return f"{settings.SITE_URL}{self.request.path}?{asked.urlencode()}"

    def get_paginated_response_schema(self, schema):
        following = {"type": "string", "format": "uri", "nullable": True}
        properties = {"next": following, "results": schema}
        return {"type": "object", "required": ["next", "results"], "properties": properties}

    def get_schema_operation_parameters(self, view):
        size = {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": PAGE_SIZE}
        return [
            _parameter("sau", _("Where to go on, taken from “next”."), {"type": "string"}),
            _parameter("size", _("Rows in one answer."), size),
        ]


def _parameter(name, said, schema):
    return {"name": name, "in": "query", "required": False, "description": said, "schema": schema}


class Read:
    """A view that says in which state of the register it speaks, and answers 304 while that stands."""

    def dispatch(self, request, *args, **kwargs):
        state = register_version.stamp(register_version.seen_by(request))
        etag = f'"{register_version.fingerprint(state, request.get_full_path())}"'
        asked = request.headers.get("If-None-Match", "").removeprefix("W/")  # a proxy compressed the answer
        if asked == etag:
            response = HttpResponseNotModified()
        else:
            response = super().dispatch(request, *args, **kwargs)
        if response.status_code in (200, 304):
            response.headers["ETag"] = etag
            response.headers["Last-Modified"] = http_date(last_change())
            patch_cache_control(response, no_cache=True)
        return response


def last_change():
    """Return when the register last got an entry, in seconds; 0 while it is empty."""
    moment = StatusEvent.objects.aggregate(last=Max("recorded_at"))["last"]
    return moment.timestamp() if moment else 0


def address(name, *args):
    return f"{settings.SITE_URL}{reverse(name, args=args)}"
