from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_holidays"),
    ]

    operations = [
        migrations.AddField(
            model_name="holiday",
            name="certainty",
            field=models.CharField(
                choices=[
                    ("law", "fixed by the Labour Code"),
                    ("announced", "announced by the government"),
                    ("expected", "expected, to be checked against the announcement"),
                ],
                default="announced",
                max_length=10,
                verbose_name="certainty",
            ),
        ),
        migrations.AddField(
            model_name="holiday",
            name="is_worked",
            field=models.BooleanField(
                default=False,
                help_text="A Saturday on which offices work in exchange for a day off.",
                verbose_name="worked in exchange",
            ),
        ),
        migrations.AddConstraint(
            model_name="holiday",
            constraint=models.CheckConstraint(
                condition=models.Q(("certainty__in", ["law", "announced", "expected"])),
                name="core_holiday_certainty_known",
                violation_error_message="Say how certain the day is.",
            ),
        ),
    ]
