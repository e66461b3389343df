"""Reading: documents in, typed and sourced claims out."""

from karvon import compiled

__path__[:0] = compiled.folders("read")  # before any other module of the room is looked for

from karvon.read.files import read_bytes, read_file, read_files, read_parts, to_json  # noqa: E402
from karvon.read.reader import read_text  # noqa: E402

__all__ = ["read_bytes", "read_file", "read_files", "read_parts", "read_text", "to_json"]
