"""What holds in all tests: a drawn example may take as long as the machine lets it."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
