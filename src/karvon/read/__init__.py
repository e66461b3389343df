"""Reading: documents in, typed and sourced claims out."""

from karvon.read.files import read_bytes, read_file, read_files, read_parts, to_json
from karvon.read.reader import read_text

__all__ = ["read_bytes", "read_file", "read_files", "read_parts", "read_text", "to_json"]
