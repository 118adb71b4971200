"""An approved plan never changes; the ledger only grows, and what is stored beside it is what it adds up to.

Each entry moves the balances of its line inside the database; any other change of them is refused. A line's
approved amount is what the latest decision gave it. A payment is approved, paid or cancelled only with its
entry in the ledger, and what it is for never changes. The triggers read each other's tables: a later
migration that rebuilds one of them on SQLite drops these triggers first and makes them again.
"""

from django.db import migrations

from ocop_portal.core.append_only import follow, guard, refuse

APPROVED_PLAN = "an approved version of a plan never changes"
LINE, ENTRY, PAYMENT = "campaigns_budgetline", "campaigns_ledgerentry", "campaigns_supportpayment"
# What one đồng of each kind of entry does to a balance.
EFFECTS = {
    "allocated": {"allocate": 1, "return": -1},
    "committed": {"commit": 1, "release": -1, "pay": -1},
    "paid": {"pay": 1},
}
FROZEN_PAYMENT = (
    *("line_id", "policy_id", "register_event_id", "event", "stars", "per", "kind"),
    *("producer_id", "product_id", "amount", "proposed_by_id"),
)
FROZEN_ACCOUNT = ("producer_id", "holder", "bank", "number", "added_by_id")


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
APPROVED = """COALESCE((SELECT d.amount FROM campaigns_budgetdecisionline d
    WHERE d.line_id = NEW.id ORDER BY d.id DESC LIMIT 1), 0)"""
OVERSETTLED = f"""NEW.commitment_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM {ENTRY} c WHERE c.id = NEW.commitment_id AND c.line_id = NEW.line_id AND c.kind = 'commit'
    AND c.amount >= NEW.amount + COALESCE(
        (SELECT SUM(s.amount) FROM {ENTRY} s WHERE s.commitment_id = NEW.commitment_id), 0))"""  # noqa: S608


def of_approved_version(*rows):
    ids = ", ".join(f"{row}.version_id" for row in rows)
    return f"""EXISTS (SELECT 1 FROM campaigns_planversion v
        WHERE v.approved_at IS NOT NULL AND v.id IN ({ids}))"""  # noqa: S608 names only


def without_entry(state, kind):
    return f"""(NEW.state = '{state}' AND NOT EXISTS (
        SELECT 1 FROM {ENTRY} e WHERE e.support_id = NEW.id AND e.kind = '{kind}'
        AND e.amount = NEW.amount AND e.line_id = NEW.line_id))"""  # noqa: S608


def text(value):
    return f"COALESCE(CAST({value} AS varchar(200)), '')"


def changed(columns):
    return " OR ".join(f"{text(f'NEW.{column}')} <> {text(f'OLD.{column}')}" for column in columns)


class Migration(migrations.Migration):
    replaces = [("campaigns", "0003_money_guards")]
    dependencies = [("campaigns", "0001_tables")]

    operations = [
        *guard("campaigns_planlog", "campaigns_idealog", "campaigns_freeresult"),
        refuse("campaigns_planversion", "UPDATE", APPROVED_PLAN, "OLD.approved_at IS NOT NULL"),
        refuse("campaigns_planversion", "DELETE", APPROVED_PLAN, "OLD.approved_at IS NOT NULL"),
        refuse("campaigns_target", "INSERT", APPROVED_PLAN, of_approved_version("NEW")),
        refuse("campaigns_target", "UPDATE", APPROVED_PLAN, of_approved_version("OLD", "NEW")),
        refuse("campaigns_target", "DELETE", APPROVED_PLAN, of_approved_version("OLD")),
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
            f"NEW.approved <> {APPROVED}",
            name="campaigns_budgetline_approved_by_decision",
        ),
        refuse(ENTRY, "INSERT", "a commitment is settled once, by what it holds", OVERSETTLED),
        follow(ENTRY, MOVE, "campaigns_ledgerentry_moves_line"),
        refuse(PAYMENT, "INSERT", "a payment begins as a proposal", "NEW.state <> 'proposed'"),
        refuse(
            PAYMENT,
            "UPDATE",
            "what a payment is for and how much never changes",
            changed(FROZEN_PAYMENT),
            name="campaigns_supportpayment_frozen",
        ),
        refuse(
            PAYMENT,
            "UPDATE OF state",
            "money moves in the ledger with the payment",
            " OR ".join(
                without_entry(state, kind)
                for state, kind in (("approved", "commit"), ("paid", "pay"), ("cancelled", "release"))
            ),
            name="campaigns_supportpayment_state_with_entry",
        ),
        refuse(PAYMENT, "DELETE", "a payment is rejected or cancelled, never deleted"),
        refuse(
            "campaigns_payeeaccount",
            "UPDATE",
            "other bank data is a new row",
            changed(FROZEN_ACCOUNT),
            name="campaigns_payeeaccount_frozen",
        ),
        refuse("campaigns_payeeaccount", "DELETE", "an account is replaced, never deleted"),
    ]
