"""Every file attached so far becomes a document of its producer's library; results are numbered by round."""

from django.db import migrations
from django.db.models import F

FILE_FACTS = ("kind", "title", "file", "original_name", "content_type", "size", "sha256", "added_at")


def make_documents(apps, schema_editor):
    Document = apps.get_model("evaluations", "Document")
    Evidence = apps.get_model("evaluations", "Evidence")
    known = {}
    for evidence in Evidence.objects.select_related("dossier__product").order_by("pk").iterator():
        key = (evidence.dossier.product.producer_id, evidence.kind, evidence.sha256)
        if key not in known:
            facts = {name: getattr(evidence, name) for name in FILE_FACTS}
            owner = {"producer_id": key[0], "added_by_id": evidence.added_by_id}
            known[key] = Document.objects.create(**facts, **owner)
        Evidence.objects.filter(pk=evidence.pk).update(document=known[key])


def number_results(apps, schema_editor):
    apps.get_model("evaluations", "ResultSnapshot").objects.update(number=F("round"))


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0003_councils_and_library")]

    operations = [
        migrations.RunPython(make_documents, elidable=True),
        migrations.RunPython(number_results, elidable=True),
    ]
