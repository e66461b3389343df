"""The steps that bring a registry database to the present schema, run whenever one is opened."""

HEAD = "0004"


class RegistryError(RuntimeError):
    """The registry database cannot be opened or used; the message says what to do."""
