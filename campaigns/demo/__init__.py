"""The demonstration: real places, the named products of five real programmes, invented samples around them.

Everything invented carries the word "(mẫu)" and is marked as a sample on its public page.
"""

from campaigns.demo.people import accounts, password

__all__ = ["accounts", "password"]
