"""A batch on its way out: the file the bank reads (.xlsx or CSV) and the list people sign.

Text stays text: a name that begins like a formula is never computed by a spreadsheet.
"""

import csv
import io

from django.db import transaction
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook

from campaigns import payees
from campaigns.money_enums import PaymentState
from campaigns.payment_rules import can_pay_from
from ocop_portal.core.access import Refusal, require
from ocop_portal.core.days import day_of
from ocop_portal.core.number_words import dong_in_words
from ocop_portal.core.papers import Paper, Signature, Table, Text
from ocop_portal.core.templatetags.ocop import dong
from ocop_portal.core.text import fold

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
VIETNAMESE = "vi"
LONGEST_PURPOSE = 140
WIDTHS = {"A": 6, "B": 36, "C": 22, "D": 32, "E": 16, "F": 60, "G": 14}  # in characters


def heads():
    return (
        *(_("No."), _("Payee"), _("Account number"), _("Bank"), _("Amount, đồng")),
        *(_("Purpose"), _("Reference")),
    )


def payments_in(batch):
    """The batch's payments that are to be paid or were, in the order of their proposal."""
    held = batch.payments.filter(state__in=(PaymentState.APPROVED, *PaymentState.paid_once()))
    related = ("producer", "product__made_in", "line__plan__office__unit", "account")
    return list(held.with_back().select_related(*related).order_by("pk"))


@transaction.atomic
def rows_of(batch, *, by):
    """Return the rows of the bank file; each account read is written down with its reader."""
    require(can_pay_from(by, batch.plan))
    rows = []
    reason = _("Bank file of batch %(number)s") % {"number": batch.number}
    standing = [row for row in payments_in(batch) if row.state not in PaymentState.taken_back()]
    for number, payment in enumerate(standing, start=1):
        account = payment.account or payment.producer.payee_accounts.standing().first()
        if account is None or not account.is_confirmed:
            facts = {"producer": payment.producer}
            raise Refusal(_("Have the bank account of %(producer)s confirmed.") % facts)
        whole = payees.reveal(account, by=by, reason=reason)
        rows.append((number, account.holder, whole, account.bank, payment.amount, *_words(payment)))
    return rows


def _words(payment):
    """Purpose without marks, as banks print it, and the reference by which the voucher is found again."""
    return fold(f"Ho tro OCOP {payment.product or payment.producer}").upper()[
        :LONGEST_PURPOSE
    ], f"HT{payment.pk}"


def as_xlsx(rows):
    """Return the rows as an Excel file; every text cell is stored as text."""
    book = Workbook()
    sheet = book.active
    sheet.append(heads())
    sheet.freeze_panes = "A2"
    for column, width in WIDTHS.items():
        sheet.column_dimensions[column].width = width
    for values in rows:
        sheet.append(["" for _value in values])
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row=sheet.max_row, column=column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type, cell.number_format = "s", "@"
                cell.quotePrefix = value.startswith(FORMULA_SIGNS)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_csv(rows):
    """Return the rows as CSV in UTF-8 with its mark; texts that begin like a formula get a stroke before."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(heads())
    writer.writerows([_text(value) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def _text(value):
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


# The list to sign


def list_to_sign(batch):
    """Danh sách chi hỗ trợ: who receives what for which product, with the sum in words; no accounts."""
    with translation.override(VIETNAMESE):
        payments = payments_in(batch)
        office = batch.plan.office
        rows = [_signed_row(number, payment) for number, payment in enumerate(payments, start=1)]
        amount = sum(payment.amount for payment in payments)
        total = dong(amount)
        note = _("(signature, full name)")
        return Paper(
            kind=_("List of support payments"),
            subject=str(batch),
            superior=office.authority_name,
            issuer=office.name,
            number=f"{batch.number}/DS",
            place=office.unit.own_name if office.unit else "Hà Nội",
            day=day_of(batch.made_at),
            landscape=True,
            blocks=(
                Table(
                    head=(
                        *(_("No."), _("Producer"), _("Product"), _("Stars"), _("Support")),
                        *(_("Legal ground"), _("Amount"), _("Signature")),
                    ),
                    rows=tuple(rows),
                    total=(((pgettext("money", "Total"), 6), total, ""),),
                    widths=(1, 4.4, 5, 1.2, 2.6, 5.8, 2.8, 2.6),
                    align=("center", "left", "left", "center", "left", "left", "right", "left"),
                ),
                Text(_("%(number)s payments, %(total)s in all.") % {"number": len(rows), "total": total}),
                Text(f"{dong_in_words(amount)}.", lead=_("In words:")),
            ),
            signatures=(
                Signature((_("Prepared by"),), str(batch.made_by), note),
                Signature((_("Chief accountant"),), "", note),
                Signature((_("Head of the office"),), "", note),
            ),
        )


def _signed_row(number, payment):
    product, stars = str(payment.product or "–"), str(payment.stars or "–")
    support = payment.get_event_display() or payment.get_kind_display()
    return (
        *(str(number), str(payment.producer), product, stars, capfirst(str(support))),
        *(payment.ground, dong(payment.amount), ""),
    )
