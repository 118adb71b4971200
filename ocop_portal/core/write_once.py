"""Files that are written whole or not at all, and once: a crash leaves no half message behind."""

import os
import tempfile


def write_once(path, content):
    """Write the bytes under that name unless it is taken; return whether this call did."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(prefix=".part-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(part, path)
    except FileExistsError:
        return False
    finally:
        os.unlink(part)
    return True
