import hashlib

from django.db import migrations, models


def give_digests(apps, _schema_editor):
    """Letters of before get the digest their Message-ID bears."""
    model = apps.get_model("core", "OutgoingMail")
    rows = model.objects.filter(digest="").only("pk", "key")
    for row in rows.iterator(1000):
        digest = hashlib.sha256(row.key.encode()).hexdigest()[:32]
        model.objects.filter(pk=row.pk).update(digest=digest)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_claims_of_mail"),
    ]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="digest",
            field=models.CharField(
                default="", editable=False, max_length=32, verbose_name="digest of the key"
            ),
        ),
        migrations.RunPython(give_digests, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(fields=["digest"], name="core_mail_digest"),
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(fields=["recipient"], name="core_mail_recipient"),
        ),
    ]
