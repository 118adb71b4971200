import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from products.register_version import watch


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0001_initial"),
        ("producers", "0001_initial"),
        ("products", "0002_register_only_grows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FacetCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveBigIntegerField(verbose_name="version of the register")),
                ("day", models.DateField(verbose_name="day")),
                ("stars", models.PositiveSmallIntegerField(verbose_name="stars")),
                ("kind", models.CharField(max_length=20, verbose_name="kind of producer")),
                ("status", models.CharField(max_length=16, verbose_name="status")),
                ("n", models.PositiveIntegerField(verbose_name="products")),
            ],
            options={
                "verbose_name": "facet count",
                "verbose_name_plural": "facet counts",
            },
        ),
        migrations.CreateModel(
            name="RegisterMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("n", models.PositiveBigIntegerField(default=1, verbose_name="moves")),
            ],
            options={
                "verbose_name": "move of the register",
                "verbose_name_plural": "moves of the register",
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=40, unique=True, verbose_name="word without marks")),
                ("shown", models.CharField(max_length=40, verbose_name="as it is written")),
                ("uses", models.PositiveIntegerField(verbose_name="uses")),
            ],
            options={
                "verbose_name": "word of the register",
                "verbose_name_plural": "words of the register",
            },
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["sort_key", "id"], name="products_by_name"),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["-stars", "sort_key", "id"], name="products_by_stars"),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["-certified_from", "sort_key", "id"], name="products_by_newest"),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["certified_until", "sort_key", "id"], name="products_by_expiry"),
        ),
        migrations.AddField(
            model_name="facetcount",
            name="product_set",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="products.productset",
                verbose_name="product set",
            ),
        ),
        migrations.AddField(
            model_name="facetcount",
            name="province",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="areas.administrativeunit",
                verbose_name="province of today",
            ),
        ),
        migrations.AddConstraint(
            model_name="registermove",
            constraint=models.CheckConstraint(
                condition=models.Q(("n__gt", 0)),
                name="products_registermove_counts_up",
                violation_error_message="A version never goes back.",
            ),
        ),
        migrations.AddConstraint(
            model_name="searchword",
            constraint=models.CheckConstraint(
                condition=models.Q(("word", ""), _negated=True),
                name="products_searchword_word_filled",
                violation_error_message="A word has letters.",
            ),
        ),
        watch(
            "products_product",
            "products_photo",
            "products_productcode",
            "products_productset",
            "products_statusevent",
            "producers_producer",
        ),
    ]
