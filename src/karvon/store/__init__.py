"""The store: the registry database, and whole tables in and out of it."""

from karvon.store.exchange import Load, dump, load
from karvon.store.migrations import RegistryError
from karvon.store.record import Registry
from karvon.store.revisions import Change, Revision, State

__all__ = ["Change", "Load", "Registry", "RegistryError", "Revision", "State", "dump", "load"]
