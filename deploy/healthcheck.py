"""Ask the web server of this container whether it lives; exit code 0 means yes.

The request carries the portal's own host name, because the portal answers to no other.
"""

import os
import sys
from urllib.error import URLError
from urllib.request import Request, urlopen

HOST = os.environ.get("OCOP_ALLOWED_HOSTS", "127.0.0.1").split(",")[0].strip()
PORT = sys.argv[1] if len(sys.argv) > 1 else "8000"
REQUEST = Request(f"http://127.0.0.1:{PORT}/healthz", headers={"Host": HOST})

try:
    with urlopen(REQUEST, timeout=5) as answer:  # noqa: S310 - always this machine
        sys.exit(answer.status != 200)
except (URLError, TimeoutError) as error:
    sys.exit(f"No answer: {error}")
