import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_notices"),
        ("evaluations", "0006_members_replaced_in_a_session"),
        ("products", "0002_register_only_grows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="receipt_given_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="receipt given"),
        ),
        migrations.AddField(
            model_name="dossier",
            name="receipt_given_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="localassessment",
            name="conclusion",
            field=models.TextField(blank=True, verbose_name="conclusion and proposal"),
        ),
        migrations.AddField(
            model_name="localassessment",
            name="letter_number",
            field=models.CharField(blank=True, max_length=60, verbose_name="number of the letter"),
        ),
        migrations.AddField(
            model_name="localassessment",
            name="letter_on",
            field=models.DateField(blank=True, null=True, verbose_name="day of the letter"),
        ),
        migrations.AddField(
            model_name="localassessment",
            name="met_on",
            field=models.DateField(blank=True, null=True, verbose_name="meeting held on"),
        ),
        migrations.AddField(
            model_name="localassessment",
            name="signatory",
            field=models.CharField(
                blank=True, max_length=150, verbose_name="who signs for the People's Committee"
            ),
        ),
        migrations.AddField(
            model_name="localassessment",
            name="signatory_title",
            field=models.CharField(blank=True, max_length=120, verbose_name="title of who signs"),
        ),
        migrations.AddConstraint(
            model_name="advisoryreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("handed_over_at", None), models.Q(("summary", ""), _negated=True), _connector="OR"
                ),
                name="evaluations_advisoryreport_handed_over_with_summary",
                violation_error_message="A report that is handed over has its summary.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.UniqueConstraint(
                condition=models.Q(("receipt_number", ""), _negated=True),
                fields=("receiving_office", "receipt_number"),
                name="evaluations_dossier_receipt_number_once_per_office",
                violation_error_message="This receipt number is already taken in this office.",
            ),
        ),
    ]
