"""PostgreSQL as Django knows it, but for how connections are begun and tried."""

from select import POLLIN, poll
from time import monotonic

from django.db.backends.postgresql import base

SECONDS_TRUSTED = 5


class DatabaseWrapper(base.DatabaseWrapper):
    asked_at = 0.0

    def init_connection_state(self):
        """Let a kept question be planned once, whatever it is told later."""
        super().init_connection_state()
        with self.connection.cursor() as cursor:
            cursor.execute("SET plan_cache_mode = force_generic_plan")
        if not self.get_autocommit():
            self.connection.commit()

    def is_usable(self):
        """Tell whether a connection kept between requests still stands.

        Nothing is due on a connection at rest, so what has come can only be its end: for a few seconds after
        the server was asked, listening is enough. An end nobody told of, as of a lost network, shows when it
        is asked again.
        """
        if self.connection is None or self.connection.closed or self._has_heard():
            return False
        if monotonic() - self.asked_at < SECONDS_TRUSTED:
            return True
        usable = super().is_usable()
        if usable:
            self.asked_at = monotonic()
        return usable

    def _has_heard(self):
        ears = poll()
        ears.register(self.connection, POLLIN)
        return bool(ears.poll(0))
