"""Days and vote of re-evaluations, reminders, notes of calls; the triggers SQLite loses are made again."""

import django.db.models.deletion
import django.utils.timezone
import ocop_portal.core.days
from django.conf import settings
from django.db import migrations, models

from ocop_portal.core.append_only import guard, unguard


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_notices"),
        ("core", "0005_claims_of_mail"),
        ("evaluations", "0010_life_of_a_certificate"),
        ("products", "0006_by_extension"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *unguard("evaluations_regulation"),
        migrations.CreateModel(
            name="CallNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_day", models.DateField(verbose_name="last day of the certificate")),
                (
                    "called_on",
                    models.DateField(default=ocop_portal.core.days.today, verbose_name="called on"),
                ),
                ("words", models.CharField(max_length=500, verbose_name="what was said")),
                (
                    "entered_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="entered"),
                ),
            ],
            options={
                "verbose_name": "call about a certificate",
                "verbose_name_plural": "calls about certificates",
                "ordering": ["-called_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_day", models.DateField(verbose_name="last day of the certificate")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("before_window", "the time for filing begins soon"),
                            ("window_open", "the time for filing has begun"),
                            ("two_weeks_left", "two weeks left for filing"),
                            ("one_week_left", "one week left for filing"),
                            ("window_missed", "the time for filing is over"),
                            ("expires_soon", "expires soon"),
                            ("expired", "expired"),
                        ],
                        max_length=16,
                        verbose_name="stage",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("email", "e-mail"),
                            ("notice", "notice in the portal"),
                            ("sms", "text message"),
                            ("zalo", "Zalo message"),
                        ],
                        max_length=6,
                        verbose_name="channel",
                    ),
                ),
                (
                    "recipient",
                    models.CharField(
                        help_text="E-mail address or telephone.", max_length=254, verbose_name="recipient"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("producer", "producer"),
                            ("office", "receiving office"),
                            ("province", "province"),
                        ],
                        max_length=8,
                        verbose_name="on behalf of",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "planned_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="planned"),
                ),
                ("done_at", models.DateTimeField(null=True, verbose_name="handed over")),
                ("handed_to", models.CharField(blank=True, max_length=120, verbose_name="handed to")),
                ("flagged_at", models.DateTimeField(null=True, verbose_name="failure told to the office")),
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "ordering": ["-due_on", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="regulation",
            name="reevaluation_deciding_days",
            field=models.PositiveSmallIntegerField(
                help_text="From the complete file.",
                null=True,
                verbose_name="days for deciding a re-evaluation",
            ),
        ),
        migrations.AddField(
            model_name="regulation",
            name="reevaluation_vote",
            field=models.CharField(
                choices=[("meeting", "in a meeting"), ("written", "in writing")],
                default="meeting",
                max_length=8,
                verbose_name="how the council votes on re-evaluations",
            ),
        ),
        migrations.AddConstraint(
            model_name="regulation",
            constraint=models.CheckConstraint(
                condition=models.Q(("reevaluation_vote__in", ["meeting", "written"])),
                name="evaluations_regulation_vote_known",
                violation_error_message="Choose one of the ways to vote.",
            ),
        ),
        migrations.AddField(
            model_name="callnote",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="callnote",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="call_notes",
                to="products.product",
                verbose_name="product",
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="mail",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.outgoingmail",
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="office",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.office",
                verbose_name="office",
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reminders",
                to="products.product",
                verbose_name="product",
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="user",
            ),
        ),
        migrations.AddConstraint(
            model_name="callnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True),
                name="evaluations_callnote_words_filled",
                violation_error_message="Write in a few words what was said.",
            ),
        ),
        migrations.AddIndex(
            model_name="reminder",
            index=models.Index(
                condition=models.Q(("done_at", None)), fields=["due_on"], name="reminder_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="reminder",
            index=models.Index(
                condition=models.Q(("done_at", None)),
                fields=["channel", "recipient"],
                name="reminder_waiting_for",
            ),
        ),
        migrations.AddIndex(
            model_name="reminder",
            index=models.Index(fields=["done_at"], name="reminder_done"),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=("product", "last_day", "stage", "channel", "recipient"),
                name="evaluations_reminder_once",
                violation_error_message="This person was reminded of this already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stage__in",
                        [
                            "before_window",
                            "window_open",
                            "two_weeks_left",
                            "one_week_left",
                            "window_missed",
                            "expires_soon",
                            "expired",
                        ],
                    )
                ),
                name="evaluations_reminder_stage_known",
                violation_error_message="Choose a known stage.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["email", "notice", "sms", "zalo"])),
                name="evaluations_reminder_channel_known",
                violation_error_message="Choose a known channel.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(("audience__in", ["producer", "office", "province"])),
                name="evaluations_reminder_audience_known",
                violation_error_message="Choose who is meant.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(("recipient", ""), _negated=True),
                name="evaluations_reminder_recipient_filled",
                violation_error_message="Somebody has to be reminded.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_at__isnull", False), models.Q(("handed_to", ""), ("mail", None)), _connector="OR"
                ),
                name="evaluations_reminder_mail_only_when_done",
                violation_error_message="Only a reminder that is done was handed over.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", "notice"), _negated=True), ("user__isnull", False), _connector="OR"
                ),
                name="evaluations_reminder_notice_to_a_user",
                violation_error_message="A notice goes to somebody who can sign in.",
            ),
        ),
        *guard("evaluations_regulation", "evaluations_callnote"),
    ]
