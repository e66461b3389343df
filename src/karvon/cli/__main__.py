"""`python -m karvon.cli` is the same as `karvon`."""

from karvon.cli import main

main(prog_name="karvon")
