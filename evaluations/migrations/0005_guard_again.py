"""Evidence uses documents only; what may only grow is guarded by triggers, the new tables too."""

import django.db.models.deletion
from django.db import migrations, models

from ocop_portal.core.append_only import guard, refuse, unguard

FROZEN_DOCUMENT = ("producer_id", "file", "sha256", "size", "original_name", "content_type")
FROZEN_EVIDENCE = ("dossier_id", "document_id", "criterion_code")
FROZEN_SCAN = ("card_id", "file", "sha256", "marks", "notes", "typed_by_id")


def frozen(table, columns, message):
    changed = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in columns)
    return refuse(table, "UPDATE", message, changed)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0004_documents_of_evidence")]

    operations = [
        *unguard("evaluations_evidence"),
        migrations.RemoveConstraint(
            model_name="evidence",
            name="evaluations_evidence_kind_known",
        ),
        migrations.RemoveField(
            model_name="evidence",
            name="content_type",
        ),
        migrations.RemoveField(
            model_name="evidence",
            name="file",
        ),
        migrations.RemoveField(
            model_name="evidence",
            name="kind",
        ),
        migrations.RemoveField(
            model_name="evidence",
            name="original_name",
        ),
        migrations.RemoveField(
            model_name="evidence",
            name="sha256",
        ),
        migrations.RemoveField(
            model_name="evidence",
            name="size",
        ),
        migrations.RemoveField(
            model_name="evidence",
            name="title",
        ),
        migrations.AlterModelOptions(
            name="evidence",
            options={
                "ordering": ["document__kind", "pk"],
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
            },
        ),
        migrations.AlterField(
            model_name="evidence",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="uses",
                to="evaluations.document",
                verbose_name="document",
            ),
        ),
        migrations.AlterField(
            model_name="resultsnapshot", name="number", field=models.PositiveSmallIntegerField()
        ),
        *guard(
            "evaluations_resultsnapshot",
            "evaluations_scorecardrevision",
            "evaluations_itemlog",
            "evaluations_interestdeclaration",
            "evaluations_recusal",
            "evaluations_stopfinding",
            "evaluations_sitevisit",
            "evaluations_sitephoto",
            "evaluations_decisionfile",
        ),
        frozen("evaluations_evidence", FROZEN_EVIDENCE, "evidence never points to another document"),
        refuse("evaluations_evidence", "DELETE", "evidence is removed by a date, never deleted"),
        frozen("evaluations_document", FROZEN_DOCUMENT, "the file of a document never changes"),
        frozen("evaluations_papercard", FROZEN_SCAN, "a typed card and its scan never change"),
        refuse("evaluations_papercard", "DELETE", "a typed card is never deleted"),
    ]
