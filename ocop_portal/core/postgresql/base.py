"""PostgreSQL as Django knows it, but for how connections are begun and tried."""

from select import POLLIN, poll

from django.db.backends.postgresql import base

ONE_PLAN = "-c plan_cache_mode=force_generic_plan"  # a kept question is planned once, whatever is told later


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self):
        params = super().get_connection_params()
        params["options"] = f"{params.get('options', '')} {ONE_PLAN}".strip()
        return params

    def is_usable(self):
        """Tell whether the server still holds a connection kept between requests, without asking it.

        On a connection at rest nothing is due, so what has come can only be its end, or a word before it:
        then a new one is made.
        """
        if self.connection is None or self.connection.closed:
            return False
        ears = poll()
        ears.register(self.connection, POLLIN)
        return not ears.poll(0)
