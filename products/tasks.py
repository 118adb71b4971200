"""What the clock does for the public pages; they are right without it, only slower."""

from celery import shared_task

from products import facets, open_data, register_version, spelling


@shared_task
def refresh_register():
    """Store the facet cube of this version and day, and keep asking for the version quick."""
    register_version.compact()
    facets.store()


@shared_task
def collect_words():
    spelling.collect_words()


@shared_task
def publish_open_data():
    open_data.publish()
