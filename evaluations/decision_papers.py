"""The list of certificates of a decision, as the annex an office signs and sends out."""

from evaluations.certificate_paper import place, template_of
from ocop_portal.core.papers import Paper, Signature, Table, Text

HEAD = (
    "TT",
    "Sản phẩm",
    "Chủ thể",
    "Nơi sản xuất",
    "Hạng",
    "Mã số sản phẩm",
    "Số giấy chứng nhận",
    "Có giá trị đến hết",
)
WIDTHS = (1, 4, 4, 5, 2, 4, 4, 3)
ALIGN = ("center", "left", "left", "left", "center", "left", "left", "center")


def certificate_list(decision, lines):
    """Return the annex; `lines` carry dossier, product and its certificates."""
    rows = [_row(number, line) for number, line in enumerate(lines, 1)]
    unit = decision.office.unit
    return Paper(
        kind="DANH SÁCH",
        subject="Sản phẩm được công nhận và cấp Giấy chứng nhận OCOP",
        issuer=decision.authority,
        number="",
        place=unit.own_name if unit else "Hà Nội",
        day=decision.decided_on,
        annex_of="Phụ lục",
        blocks=(
            Text(
                f"(Kèm theo Quyết định số {decision.number} ngày {decision.decided_on:%d/%m/%Y} "
                f"của {decision.authority})",
                italic=True,
                align="center",
            ),
            Table(head=HEAD, rows=tuple(rows), widths=WIDTHS, align=ALIGN),
            Text(f"Danh sách có {len(rows)} sản phẩm."),
        ),
        signatures=(Signature(titles=tuple(_titles(decision)), name=decision.signatory, note=""),),
        landscape=True,
    )


def _row(number, line):
    product, certificate = line.dossier.product, line.dossier.certificate
    return (
        str(number),
        product.name,
        product.producer.name,
        place(product.made_in),
        f"{line.stars} sao",
        product.code,
        certificate.number,
        f"{certificate.valid_until:%d/%m/%Y}",
    )


def _titles(decision):
    return template_of(decision.office).signatory_titles.splitlines()
