"""A paid payment may be taken back in parts; each order says how much and names the entry that carried it out.

Orders given before were for the whole payment. The database counts the orders and the entries: never more is
ordered back or comes back than was paid, and money comes back by an order of somebody else only.
"""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

from ocop_portal.core.append_only import refuse, undone

begun = import_module("campaigns.migrations.0002_only_grows")
before = import_module("campaigns.migrations.0007_recoveries_and_sealed_accounts")
ENTRY, PAYMENT, RECOVERY = before.ENTRY, before.PAYMENT, before.RECOVERY
OLD_GUARDS = [*before.GUARDS[22:24], *before.GUARDS[27:]]  # of the states of payments, of recoveries
FROZEN = ("payment_id", "amount", "ground", "document", "decided_on", "reason", "ordered_by_id")


def came_back(of):
    """What came back by orders of the payment, as SQL."""
    return f"""COALESCE((SELECT SUM(e.amount) FROM {RECOVERY} r JOIN {ENTRY} e ON e.id = r.entry_id
        WHERE r.payment_id = {of}), 0)"""  # noqa: S608


WITHOUT_ENTRY = " OR ".join(
    begun.without_entry(state, kind)
    for state, kind in (("approved", "commit"), ("paid", "pay"), ("cancelled", "release"))
)
WITHOUT_MONEY = f"""NEW.state = 'paid' AND {came_back("NEW.id")} >= NEW.amount
    OR NEW.state IN ('recovered', 'reversed') AND ({came_back("NEW.id")} <> NEW.amount OR EXISTS (
        SELECT 1 FROM {RECOVERY} r WHERE r.payment_id = NEW.id AND r.entry_id IS NOT NULL
        AND r.ground NOT IN ('wrong_payee', 'wrong_amount')) = (NEW.state = 'reversed'))"""  # noqa: S608
WITHOUT_ORDER = f"""NEW.kind = 'recover' AND (
    COALESCE(NEW.support_id, 0) <> (
        SELECT COALESCE(p.support_id, 0) FROM {ENTRY} p WHERE p.id = NEW.recovers_id)
    OR NEW.support_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM {RECOVERY} r WHERE r.payment_id = NEW.support_id AND r.called_off_at IS NULL
        AND r.entry_id IS NULL AND r.amount = NEW.amount AND r.ordered_by_id <> NEW.by_id))"""  # noqa: S608
BEYOND_PAID = f"""NEW.entry_id IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM {PAYMENT} p WHERE p.id = NEW.payment_id AND p.state = 'paid' AND p.amount >= NEW.amount
    + COALESCE((SELECT SUM(r.amount) FROM {RECOVERY} r
        WHERE r.payment_id = NEW.payment_id AND r.called_off_at IS NULL), 0))"""  # noqa: S608
OTHER_ENTRY = f"""NEW.entry_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM {ENTRY} e WHERE e.id = NEW.entry_id AND e.kind = 'recover' AND e.amount = NEW.amount
    AND e.support_id = NEW.payment_id AND e.by_id <> NEW.ordered_by_id)"""  # noqa: S608
GUARDS = [
    refuse(
        PAYMENT,
        "UPDATE OF state",
        "money moves in the ledger with the payment",
        WITHOUT_ENTRY,
        name="campaigns_supportpayment_state_with_entry",
    ),
    refuse(
        PAYMENT,
        "UPDATE OF state",
        "a payment is taken back when all of it came back, by grounds that lead there",
        WITHOUT_MONEY,
        name="campaigns_supportpayment_recovered_by_order",
    ),
    refuse(
        ENTRY,
        "INSERT",
        "money of a support payment comes back by an order of somebody else",
        WITHOUT_ORDER,
        name="campaigns_ledgerentry_recovers_by_order",
    ),
    refuse(RECOVERY, "INSERT", "no more is ordered back than was paid", BEYOND_PAID),
    refuse(
        RECOVERY,
        "UPDATE",
        "what a recovery says never changes, and it ends once",
        " OR ".join(
            [*(f"NEW.{column} <> OLD.{column}" for column in FROZEN)]
            + ["OLD.entry_id IS NOT NULL", "OLD.called_off_at IS NOT NULL"]
        ),
        name="campaigns_recovery_frozen",
    ),
    refuse(
        RECOVERY,
        "UPDATE",
        "a recovery is carried out by the entry of its amount",
        OTHER_ENTRY,
        name="campaigns_recovery_carried_out_by_entry",
    ),
    refuse(RECOVERY, "DELETE", "a recovery is called off, never deleted"),
]


def whole_amounts(apps, schema_editor):
    payments = apps.get_model("campaigns", "SupportPayment").objects.filter(pk=OuterRef("payment"))
    apps.get_model("campaigns", "Recovery").objects.update(amount=Subquery(payments.values("amount")))


def entries_of_orders(apps, schema_editor):
    entries = apps.get_model("campaigns", "LedgerEntry").objects.filter(kind="recover")
    orders = apps.get_model("campaigns", "Recovery").objects.filter(called_off_at=None)
    for order in orders:
        order.entry = entries.filter(support=order.payment_id).first()
        order.save(update_fields=["entry"])


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0009_versions_of_stages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *map(undone, reversed(OLD_GUARDS)),
        migrations.RemoveConstraint(
            model_name="ledgerentry",
            name="campaigns_ledgerentry_one_move_per_payment",
        ),
        migrations.RemoveConstraint(
            model_name="recovery",
            name="campaigns_recovery_one_standing",
        ),
        migrations.AddField(
            model_name="recovery",
            name="amount",
            field=models.PositiveBigIntegerField(default=0, verbose_name="amount, đồng"),
            preserve_default=False,
        ),
        migrations.RunPython(whole_amounts, migrations.RunPython.noop),
        migrations.AddField(
            model_name="recovery",
            name="entry",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="campaigns.ledgerentry",
                verbose_name="money that came back",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("support__isnull", False), models.Q(("kind", "recover"), _negated=True)),
                fields=("support", "kind"),
                name="campaigns_ledgerentry_one_move_per_payment",
                violation_error_message="This payment was entered already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("called_off_at", None), ("entry", None)),
                fields=("payment",),
                name="campaigns_recovery_one_outstanding",
                violation_error_message="The recovery of this payment is ordered already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)),
                name="campaigns_recovery_amount_positive",
                violation_error_message="The amount is above zero.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(("entry", None), ("called_off_at", None), _connector="OR"),
                name="campaigns_recovery_carried_out_or_called_off",
                violation_error_message="A recovery whose money came is not called off.",
            ),
        ),
        migrations.RunPython(entries_of_orders, migrations.RunPython.noop),
        *GUARDS,
    ]
