from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_holidays_2023_to_2027"),
    ]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="claimed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="sending began"),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="refused_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="refused or returned"),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="unclear_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="found unclear"),
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(
                condition=models.Q(("sent_at", None)), fields=["due_at"], name="core_mail_not_sent_yet"
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(
                condition=models.Q(("refused_at__isnull", False)),
                fields=["refused_at"],
                name="core_mail_refused",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingmail",
            constraint=models.CheckConstraint(
                condition=models.Q(("unclear_at", None), ("claimed_at__isnull", False), _connector="OR"),
                name="core_outgoingmail_unclear_only_while_claimed",
                violation_error_message="Only a sending that began can be unclear.",
            ),
        ),
    ]
