"""What holds in all tests: a drawn example may take as long as the machine lets it; the reader runs as written.

The examples drawn are the same in every run, so that a change is judged and not the luck of a draw. `KARVON_DRAWN=anew`
draws other ones each time, in search of what nobody thought of.
"""

import os

from hypothesis import settings

settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("anew", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("KARVON_DRAWN") or "same")
os.environ.setdefault("KARVON_COMPILED", "")
