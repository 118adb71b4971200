"""Money that comes back, account numbers under seal, what an activity costs, the budget a plan gives.

The triggers of the money read each other's tables, which SQLite rebuilds here: all of them are undone first
and made again at the end, with the sixth move of the ledger.
"""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from campaigns import account_seals
from ocop_portal.core.append_only import follow, guard, refuse, undone

before = import_module("campaigns.migrations.0002_only_grows")
MONEY_GUARDS = before.Migration.operations[11:]  # those before guard plans, ideas and targets
LINE, ENTRY, PAYMENT = before.LINE, before.ENTRY, before.PAYMENT
ACCOUNT, RECOVERY = "campaigns_payeeaccount", "campaigns_recovery"
EFFECTS = before.EFFECTS | {"paid": {"pay": 1, "recover": -1}}
FROZEN_ACCOUNT = ("producer_id", "holder", "bank", "ending", "length", "added_by_id")
FROZEN_RECOVERY = ("payment_id", "ground", "document", "decided_on", "reason", "ordered_by_id")


def effect(column, row):
    """How the entry `row` changes the balance, as SQL."""
    cases = " ".join(f"WHEN '{kind}' THEN {sign} * {row}.amount" for kind, sign in EFFECTS[column].items())
    return f"CASE {row}.kind {cases} ELSE 0 END"


def folded(column):
    """What the entries of the line NEW add up to."""
    return f"COALESCE((SELECT SUM({effect(column, 'e')}) FROM {ENTRY} e WHERE e.line_id = NEW.id), 0)"  # noqa: S608


CHANGES = ", ".join(f"{column} = {column} + {effect(column, 'NEW')}" for column in EFFECTS)
MOVE = f"UPDATE {LINE} SET {CHANGES} WHERE id = NEW.line_id"  # noqa: S608
DIFFERS = " OR ".join(f"NEW.{column} <> {folded(column)}" for column in EFFECTS)
OVERRECOVERED = f"""NEW.recovers_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM {ENTRY} p WHERE p.id = NEW.recovers_id AND p.line_id = NEW.line_id AND p.kind = 'pay'
    AND p.amount >= NEW.amount + COALESCE(
        (SELECT SUM(r.amount) FROM {ENTRY} r WHERE r.recovers_id = NEW.recovers_id), 0))"""  # noqa: S608
WITHOUT_ORDER = f"""NEW.state IN ('recovered', 'reversed') AND NOT EXISTS (
    SELECT 1 FROM {RECOVERY} r JOIN {ENTRY} e ON e.support_id = r.payment_id AND e.kind = 'recover'
    WHERE r.payment_id = NEW.id AND r.called_off_at IS NULL AND r.ordered_by_id <> e.by_id
    AND (r.ground IN ('wrong_payee', 'wrong_amount')) = (NEW.state = 'reversed'))"""  # noqa: S608
STATES_OF_ENTRIES = (
    *(("approved", "commit"), ("paid", "pay"), ("cancelled", "release")),
    *(("recovered", "recover"), ("reversed", "recover")),
)


def seal_numbers(apps, schema_editor):
    for row in apps.get_model("campaigns", "PayeeAccount").objects.all():
        row.sealed_number = account_seals.seal(row.number, row.producer_id)
        row.fingerprint = account_seals.fingerprint(row.number)
        row.ending, row.length = row.number[-3:], len(row.number)
        row.save()


def open_numbers(apps, schema_editor):
    for row in apps.get_model("campaigns", "PayeeAccount").objects.all():
        row.number = account_seals.opened(row.sealed_number, row.producer_id)
        row.save()


GUARDS = [
    *guard(
        ENTRY,
        "campaigns_budgetdecision",
        "campaigns_budgetdecisionline",
        "campaigns_supportpaymentlog",
        "campaigns_setaside",
        "campaigns_paymentpaper",
        "campaigns_accountreading",
    ),
    refuse(
        LINE,
        "INSERT",
        "the money of a line comes from decisions and the ledger",
        "NEW.approved <> 0 OR NEW.allocated <> 0 OR NEW.committed <> 0 OR NEW.paid <> 0",
    ),
    refuse(
        LINE,
        "UPDATE OF allocated, committed, paid",
        "balances are what the ledger adds up to",
        DIFFERS,
        name="campaigns_budgetline_balances_from_ledger",
    ),
    refuse(
        LINE,
        "UPDATE OF approved",
        "the approved amount comes from a decision",
        f"NEW.approved <> {before.APPROVED}",
        name="campaigns_budgetline_approved_by_decision",
    ),
    refuse(ENTRY, "INSERT", "a commitment is settled once, by what it holds", before.OVERSETTLED),
    refuse(
        ENTRY,
        "INSERT",
        "no more comes back than was paid",
        OVERRECOVERED,
        name="campaigns_ledgerentry_recovers_what_was_paid",
    ),
    follow(ENTRY, MOVE, "campaigns_ledgerentry_moves_line"),
    refuse(PAYMENT, "INSERT", "a payment begins as a proposal", "NEW.state <> 'proposed'"),
    refuse(
        PAYMENT,
        "UPDATE",
        "what a payment is for and how much never changes",
        before.changed(before.FROZEN_PAYMENT),
        name="campaigns_supportpayment_frozen",
    ),
    refuse(
        PAYMENT,
        "UPDATE OF state",
        "money moves in the ledger with the payment",
        " OR ".join(before.without_entry(state, kind) for state, kind in STATES_OF_ENTRIES),
        name="campaigns_supportpayment_state_with_entry",
    ),
    refuse(
        PAYMENT,
        "UPDATE OF state",
        "a payment is taken back by an order of somebody else",
        WITHOUT_ORDER,
        name="campaigns_supportpayment_recovered_by_order",
    ),
    refuse(PAYMENT, "DELETE", "a payment is rejected or cancelled, never deleted"),
    refuse(
        ACCOUNT,
        "UPDATE",
        "other bank data is a new row",
        before.changed(FROZEN_ACCOUNT),
        name="campaigns_payeeaccount_frozen",
    ),
    refuse(ACCOUNT, "DELETE", "an account is replaced, never deleted"),
    refuse(
        RECOVERY,
        "UPDATE",
        "what a recovery says never changes",
        before.changed(FROZEN_RECOVERY),
        name="campaigns_recovery_frozen",
    ),
    refuse(RECOVERY, "DELETE", "a recovery is called off, never deleted"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0006_versions_and_causes"),
        ("producers", "0003_raw_material_zones"),
        ("products", "0009_public_sources_and_channels"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *map(undone, reversed(MONEY_GUARDS)),
        migrations.CreateModel(
            name="Recovery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("wrong_payee", "paid to the wrong account"),
                            ("wrong_amount", "paid with a wrong amount"),
                            ("paid_twice", "the same support was paid elsewhere"),
                            ("not_entitled", "the conditions were not met"),
                            ("given_back", "given back by the producer"),
                        ],
                        max_length=14,
                        verbose_name="ground",
                    ),
                ),
                ("document", models.CharField(max_length=60, verbose_name="number of the decision")),
                ("decided_on", models.DateField(verbose_name="day of the decision")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                (
                    "ordered_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="ordered"),
                ),
                ("called_off_at", models.DateTimeField(null=True)),
                (
                    "called_off_why",
                    models.CharField(blank=True, max_length=300, verbose_name="why it was called off"),
                ),
            ],
            options={
                "verbose_name": "recovery of a payment",
                "verbose_name_plural": "recoveries of payments",
                "ordering": ["pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="ledgerentry",
            name="campaigns_ledgerentry_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="ledgerentry",
            name="campaigns_ledgerentry_settles_a_commitment",
        ),
        migrations.RemoveConstraint(
            model_name="payeeaccount",
            name="campaigns_payeeaccount_number_filled",
        ),
        migrations.RemoveConstraint(
            model_name="supportpayment",
            name="campaigns_supportpayment_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="supportpayment",
            name="campaigns_supportpayment_once_per_product",
        ),
        migrations.RemoveConstraint(
            model_name="supportpayment",
            name="campaigns_supportpayment_once_per_producer",
        ),
        migrations.RemoveConstraint(
            model_name="supportpayment",
            name="campaigns_supportpayment_once_per_register_event",
        ),
        migrations.RemoveConstraint(
            model_name="supportpayment",
            name="campaigns_supportpayment_checked_by_somebody",
        ),
        migrations.RemoveConstraint(
            model_name="supportpayment",
            name="campaigns_supportpayment_approved_by_somebody",
        ),
        migrations.RemoveConstraint(
            model_name="supportpayment",
            name="campaigns_supportpayment_paid_with_voucher",
        ),
        migrations.AddField(
            model_name="activity",
            name="budget_line",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="activities",
                to="campaigns.budgetline",
                verbose_name="paid from the budget line",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="cost",
            field=models.PositiveBigIntegerField(blank=True, null=True, verbose_name="planned cost, đồng"),
        ),
        migrations.AddField(
            model_name="ledgerentry",
            name="activity",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="campaigns.activity",
                verbose_name="activity",
            ),
        ),
        migrations.AddField(
            model_name="ledgerentry",
            name="recovers",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recoveries",
                to="campaigns.ledgerentry",
                verbose_name="payment taken back",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="budget_total",
            field=models.PositiveBigIntegerField(
                blank=True,
                help_text="Where the plan gives one: the lines of the budget add up to it before its approval.",
                null=True,
                verbose_name="budget, đồng",
            ),
        ),
        migrations.AlterField(
            model_name="ledgerentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("allocate", "allocated"),
                    ("commit", "committed"),
                    ("release", "released"),
                    ("pay", "paid"),
                    ("return", "returned to the source"),
                    ("recover", "recovered"),
                ],
                max_length=8,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="supportpayment",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "proposed, to be checked"),
                    ("checked", "checked, to be approved"),
                    ("approved", "approved, to be paid"),
                    ("paid", "paid"),
                    ("rejected", "rejected"),
                    ("cancelled", "cancelled"),
                    ("recovered", "recovered, not due again"),
                    ("reversed", "recovered, due again"),
                ],
                default="proposed",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AddField(
            model_name="payeeaccount",
            name="ending",
            field=models.CharField(default="", max_length=3, verbose_name="last digits"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="payeeaccount",
            name="fingerprint",
            field=models.CharField(db_index=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="payeeaccount",
            name="length",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="digits"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="payeeaccount",
            name="sealed_number",
            field=models.TextField(default="", verbose_name="sealed account number"),
            preserve_default=False,
        ),
        migrations.AlterField("payeeaccount", "number", models.CharField(default="", max_length=34)),
        migrations.RunPython(seal_numbers, open_numbers),
        migrations.RemoveField(
            model_name="payeeaccount",
            name="number",
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["allocate", "commit", "release", "pay", "return", "recover"])
                ),
                name="campaigns_ledgerentry_kind_known",
                violation_error_message="Unknown move.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("commitment__isnull", False), ("kind__in", ["release", "pay"])),
                    models.Q(("commitment", None), ("kind__in", ["allocate", "commit", "return", "recover"])),
                    _connector="OR",
                ),
                name="campaigns_ledgerentry_settles_a_commitment",
                violation_error_message="A release or a payment names the commitment it settles.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "recover"), ("recovers__isnull", False)),
                    models.Q(models.Q(("kind", "recover"), _negated=True), ("recovers", None)),
                    _connector="OR",
                ),
                name="campaigns_ledgerentry_recovers_a_payment",
                violation_error_message="Money that came back names the payment it belongs to.",
            ),
        ),
        migrations.AddConstraint(
            model_name="payeeaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(("sealed_number", ""), _negated=True),
                name="campaigns_payeeaccount_number_sealed",
                violation_error_message="Enter the account number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="payeeaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(("fingerprint", ""), _negated=True),
                name="campaigns_payeeaccount_fingerprinted",
                violation_error_message="Enter the account number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "proposed",
                            "checked",
                            "approved",
                            "paid",
                            "rejected",
                            "cancelled",
                            "recovered",
                            "reversed",
                        ],
                    )
                ),
                name="campaigns_supportpayment_state_known",
                violation_error_message="Unknown state.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportpayment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("event__in", ["first", "upgraded"]),
                    ("per", "product"),
                    ("state__in", ["proposed", "checked", "approved", "paid", "recovered"]),
                ),
                fields=("policy", "producer", "product", "event", "stars"),
                name="campaigns_supportpayment_once_per_product",
                violation_error_message="This product was proposed for this support already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportpayment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("per", "producer"),
                    ("policy__isnull", False),
                    ("state__in", ["proposed", "checked", "approved", "paid", "recovered"]),
                ),
                fields=("policy", "producer", "event", "stars"),
                name="campaigns_supportpayment_once_per_producer",
                violation_error_message="This producer was proposed for this support already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportpayment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("register_event__isnull", False),
                    ("state__in", ["proposed", "checked", "approved", "paid", "recovered"]),
                ),
                fields=("policy", "register_event"),
                name="campaigns_supportpayment_once_per_register_event",
                violation_error_message="This recognition was proposed for this support already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["checked", "approved", "cancelled", "paid", "recovered", "reversed"]),
                        _negated=True,
                    ),
                    ("checked_by__isnull", False),
                    _connector="OR",
                ),
                name="campaigns_supportpayment_checked_by_somebody",
                violation_error_message="A checked payment says who checked it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["approved", "cancelled", "paid", "recovered", "reversed"]),
                        _negated=True,
                    ),
                    ("approved_by__isnull", False),
                    _connector="OR",
                ),
                name="campaigns_supportpayment_approved_by_somebody",
                violation_error_message="An approved payment says who approved it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("account__isnull", False),
                        ("paid_by__isnull", False),
                        ("paid_on__isnull", False),
                        ("state__in", ["paid", "recovered", "reversed"]),
                        models.Q(("voucher", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state__in", ["paid", "recovered", "reversed"]), _negated=True),
                        ("account", None),
                        ("paid_by", None),
                        ("paid_on", None),
                        ("voucher", ""),
                    ),
                    _connector="OR",
                ),
                name="campaigns_supportpayment_paid_with_voucher",
                violation_error_message="A paid payment carries its voucher, its day, its account and who paid it.",
            ),
        ),
        migrations.AddField(
            model_name="recovery",
            name="called_off_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recovery",
            name="ordered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="recovery",
            name="payment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recoveries",
                to="campaigns.supportpayment",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ground__in",
                        ["wrong_payee", "wrong_amount", "paid_twice", "not_entitled", "given_back"],
                    )
                ),
                name="campaigns_recovery_ground_known",
                violation_error_message="Choose one of the grounds.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("called_off_at", None)),
                fields=("payment",),
                name="campaigns_recovery_one_standing",
                violation_error_message="The recovery of this payment is ordered already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(("document", ""), _negated=True),
                name="campaigns_recovery_document_filled",
                violation_error_message="Enter the decision's number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="campaigns_recovery_reason_filled",
                violation_error_message="Write the reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("called_off_at", None), ("called_off_by", None), ("called_off_why", "")),
                    models.Q(
                        ("called_off_at__isnull", False),
                        ("called_off_by__isnull", False),
                        models.Q(("called_off_why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="campaigns_recovery_called_off_with_reason",
                violation_error_message="A recovery that is called off says by whom and why.",
            ),
        ),
        *GUARDS,
    ]
