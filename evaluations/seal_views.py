"""Sealed certificates for everybody: the public keys, and the check of a seal."""

from datetime import date

from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from evaluations import keys, seal_words, seals
from evaluations.models import Certificate, SigningKey
from ocop_portal.core.days import today


def _as_data(key):
    return {
        "key": key.key_id,
        "algorithm": "Ed25519",
        "public_key": key.public_key,
        "made_on": timezone.localdate(key.created_at).isoformat(),
        "retired_on": key.retired_on and key.retired_on.isoformat(),
        "expires_on": key.expires_on and key.expires_on.isoformat(),
    }


@require_safe
@cache_control(max_age=3600, public=True)
def keys_for_machines(request):
    rows = [_as_data(key) for key in SigningKey.objects.all()]
    answer = JsonResponse({"keys": rows, "fields": seals.FIELDS})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
def public_keys(request):
    context = {"keys": SigningKey.objects.all(), "fields": seal_words.letters()}
    return render(request, "evaluations/public_keys.html", context)


@require_safe
@cache_control(no_cache=True)
def certificate_check(request):
    """Whether a seal is ours, what it says, and what the certificate is worth today."""
    typed = request.GET.get(seals.QUERY_KEY, "")[: seals.LONGEST + 1].replace("\0", "")
    context = {"typed": typed, "checked_at": timezone.now()}
    if typed.strip():
        context |= _verdict(typed)
    return render(request, "evaluations/certificate_check.html", context)


def _verdict(typed):
    try:
        sealed = seals.check(typed, keys.public_keys(), today())
    except seals.NotGenuine as error:
        return {"refused": seal_words.why_not(error)}
    rows = Certificate.objects.select_related("product__producer")
    certificate = rows.filter(number=sealed.facts["number"]).first()
    return {
        "sealed": sealed,
        "first": date.fromisoformat(sealed.facts["valid_from"]),
        "last": date.fromisoformat(sealed.facts["valid_until"]),
        "certificate": certificate,
        "status": certificate.status if certificate else "",
    }
