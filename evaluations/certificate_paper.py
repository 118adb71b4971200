"""A certificate as PDF/A: the office's own template, two codes to scan, and its status where it has ended.

The first code opens the register, which alone knows of a revocation; the second carries the sealed facts and
can be checked without a network. Texts reach the setter as data, so nothing in them is markup.
"""

import json
import tempfile
from pathlib import Path

import segno
import typst
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from evaluations import keys, seals
from evaluations.models import CertificateTemplate
from ocop_portal.core.days import today
from ocop_portal.core.paper_pdf import FONTS, STANDARDS, month_text
from products.enums import Status

LAYOUT = Path(__file__).parent / "certificate.typ"
ENDED = {
    Status.REVOKED: "ĐÃ THU HỒI",
    Status.REPLACED: "ĐÃ THAY THẾ",
    Status.EXPIRED: "HẾT HẠN",
}


def as_pdf(certificate, at=None):
    """Return the certificate as PDF/A-2a, printed as of today; the paper speaks Vietnamese."""
    with override("vi"), tempfile.TemporaryDirectory() as folder:
        record = paper_record(certificate, at)
        layout = Path(folder) / LAYOUT.name
        layout.write_bytes(LAYOUT.read_bytes())
        _draw(check_address(certificate), Path(folder) / "check.svg", error="m")
        _draw(seal_address(certificate), Path(folder) / "seal.svg", error="l")
        return typst.compile(
            str(layout),
            root=folder,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"certificate": json.dumps(record, ensure_ascii=False)},
            format="pdf",
            pdf_standards=STANDARDS,
        )


def _draw(text, path, error):
    segno.make(text, error=error, micro=False).save(str(path), kind="svg", border=1, scale=4)


def check_address(certificate):
    with override("vi"):
        return settings.SITE_URL + reverse("verify", args=[certificate.product.code])


def seal_address(certificate):
    """Return the address that carries the sealed facts; the seal alone is what stands after `ma=`."""
    with override("vi"):
        return (
            f"{settings.SITE_URL}{reverse('certificate_check')}?{seals.QUERY_KEY}={keys.sealed(certificate)}"
        )


def template_of(office):
    """Return the office's own template, or the portal's defaults for it, unsaved."""
    own = CertificateTemplate.objects.filter(office=office).first()
    return own or CertificateTemplate(office=office)


def paper_record(certificate, at=None):
    """Return everything the page says, as plain data."""
    decision, product = certificate.decision, certificate.product
    template, status = template_of(decision.office), certificate.status_on(at)
    day = certificate.issued_on
    return {
        "name": f"{template.title} {certificate.number}",
        "landscape": template.landscape,
        "frame": template.frame,
        "ink": template.ink,
        "superior": template.superior,
        "authority": decision.authority,
        "number": certificate.number,
        "title": template.title,
        "subtitle": template.subtitle,
        "opening": template.opening,
        "product": product.name,
        "stars": certificate.stars,
        "rank": f"ĐẠT HẠNG {certificate.stars} SAO",
        "facts": [list(row) for row in facts(certificate)],
        "closing": template.closing,
        "dated": [day.year, day.month, day.day],
        "dateline": dateline(decision.office, day),
        "titles": template.signatory_titles.splitlines(),
        "signatory": signatory(certificate),
        "ended": ENDED.get(status, ""),
        "check-alt": _("Code that opens the register"),
        "check-caption": _("Check today's status"),
        "seal-alt": _("Code with the sealed facts"),
        "seal-caption": _("Sealed facts, checked without a network"),
        "fine-print": fine_print(template, status, at),
    }


def facts(certificate):
    """Return the facts of the certificate as pairs; a place of before is followed by what it is today."""
    product, producer = certificate.product, certificate.product.producer
    address = ", ".join(filter(None, (producer.address, producer.unit.full_name)))
    yield "Chủ thể", producer.name
    yield "Địa chỉ", address
    yield "Nơi sản xuất", place(product.made_in)
    yield "Bộ sản phẩm", product.product_set.name
    yield "Mã số sản phẩm", product.code
    yield "Theo quyết định", decision_words(certificate)
    yield "Có giá trị", f"từ {certificate.issued_on:%d/%m/%Y} đến hết {certificate.valid_until:%d/%m/%Y}"


def place(unit):
    if not unit.is_historic:
        return unit.full_name
    present = "; ".join(later.full_name for later in unit.present())
    return f"{unit.full_name} (nay là {present})" if present else unit.full_name


def decision_words(certificate):
    decision = certificate.decision
    words = f"số {decision.number} ngày {decision.decided_on:%d/%m/%Y}"
    correction = getattr(certificate, "correction", None)
    if correction:
        words += f"; đính chính theo số {correction.number} ngày {correction.decided_on:%d/%m/%Y}"
    return words


def signatory(certificate):
    correction = getattr(certificate, "correction", None)
    return correction.signatory if correction else certificate.decision.signatory


def dateline(office, day):
    place = f"{office.unit.own_name}, " if office.unit else "Hà Nội, "
    return f"{place}ngày {day:%d} tháng {month_text(day)} năm {day.year}"


def fine_print(template, status, at):
    """Whose template it is, and what the certificate was worth when it was printed."""
    whose = (
        f"Mẫu của {template.office}."
        if template.pk
        else "Mẫu chung của cổng; cơ quan cấp chưa ban hành mẫu riêng trên cổng."
    )
    day = at or today()
    return f"{whose} Tình trạng khi in ngày {day:%d/%m/%Y}: {Status(status).label}."
