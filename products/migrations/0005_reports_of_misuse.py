import django.db.models.deletion
import django.utils.timezone
import products.models.reports
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0001_initial"),
        ("products", "0004_trigram_index_for_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MisuseReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ticket",
                    models.CharField(
                        default=products.models.reports.new_ticket,
                        editable=False,
                        max_length=20,
                        unique=True,
                        verbose_name="ticket number",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("label", "the label or code looks false"),
                            ("stars", "stars are used that are no longer in force"),
                            ("quality", "the product is not as described"),
                            ("other", "something else"),
                        ],
                        max_length=10,
                        verbose_name="what is wrong",
                    ),
                ),
                (
                    "code",
                    models.CharField(blank=True, max_length=120, verbose_name="code or name on the label"),
                ),
                ("what", models.TextField(max_length=2000, verbose_name="what you saw, and where")),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        help_text="Only if you want to be called back.",
                        max_length=120,
                        verbose_name="e-mail or phone",
                    ),
                ),
                ("sender", models.CharField(editable=False, max_length=64)),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="received"
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="answer")),
                ("answered_at", models.DateTimeField(editable=False, null=True, verbose_name="answered")),
                (
                    "answered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="products.product",
                        verbose_name="product",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.administrativeunit",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "report of misuse",
                "verbose_name_plural": "reports of misuse",
                "ordering": ["-created_at", "-pk"],
                "indexes": [models.Index(fields=["sender", "created_at"], name="products_report_by_sender")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["label", "stars", "quality", "other"])),
                        name="products_misusereport_kind_known",
                        violation_error_message="Choose what is wrong.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True),
                        name="products_misusereport_what_filled",
                        violation_error_message="Say what you saw.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="products_misusereport_answer_has_its_moment",
                        violation_error_message="An answer has its words, its moment and who gave it.",
                    ),
                ],
            },
        ),
    ]
