"""Decision 26/2026, Article 7.6: 45 days for deciding a re-evaluation, by written opinion.

Regulations only grow; a field that is new to all of them is filled here once, as data/regulations.json says.
"""

from django.db import migrations

from ocop_portal.core.append_only import guard, unguard


def fill(apps, schema_editor):
    known = apps.get_model("evaluations", "Regulation").objects.filter(number="26/2026/QĐ-TTg")
    known.update(reevaluation_deciding_days=45, reevaluation_vote="written")


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0011_windows_and_reminders")]

    operations = [
        *unguard("evaluations_regulation"),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *guard("evaluations_regulation"),
    ]
