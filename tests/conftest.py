"""What holds in all tests: a drawn example may take as long as the machine lets it; the reader runs as written."""

import os

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
os.environ.setdefault("KARVON_COMPILED", "")
