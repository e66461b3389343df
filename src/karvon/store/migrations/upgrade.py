"""Running the migrations from inside the package: no configuration file, no path of a machine."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from karvon.store.migrations import RegistryError


def configuration() -> Config:
    """Return alembic's configuration, pointing at the migrations inside the package."""
    config = Config()
    config.set_main_option("script_location", "karvon.store:migrations")
    config.set_main_option("path_separator", "os")
    return config


def upgrade(connection: sa.Connection) -> None:
    """Bring the schema up to the newest migration inside the connection's own transaction."""
    config = configuration()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise RegistryError(
            f"{connection.engine.url} was written by a newer Karvon ({error}); install that version to open it"
        ) from error
