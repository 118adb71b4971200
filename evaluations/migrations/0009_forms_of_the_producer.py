import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evaluations", "0008_reports_handed_over_stay"),
    ]

    operations = [
        migrations.AddField(
            model_name="registrationslip",
            name="is_on_behalf",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="filled in by the office on the producer's behalf"
            ),
        ),
        migrations.AddField(
            model_name="selfassessment",
            name="given_up",
            field=models.JSONField(
                blank=True, default=list, editable=False, verbose_name="papers no longer held"
            ),
        ),
        migrations.AddField(
            model_name="selfassessment",
            name="is_on_behalf",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="filled in by the office on the producer's behalf"
            ),
        ),
        migrations.AddField(
            model_name="selfscore",
            name="saved_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="saved"
            ),
        ),
        migrations.AddField(
            model_name="selfscore",
            name="state",
            field=models.CharField(
                choices=[
                    ("given", "given"),
                    ("carried", "carried over, to be confirmed"),
                    ("open", "not given yet"),
                ],
                default="given",
                editable=False,
                max_length=8,
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(
            model_name="selfscore",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["given", "carried", "open"])),
                name="evaluations_selfscore_state_known",
                violation_error_message="Unknown state.",
            ),
        ),
        migrations.AddConstraint(
            model_name="selfscore",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "open"), _negated=True), ("mark", None), _connector="OR"
                ),
                name="evaluations_selfscore_open_without_a_mark",
                violation_error_message="A self-score that is not given yet has no mark.",
            ),
        ),
    ]
