"""`python -m aduan` is `aduan`."""

from aduan.cli import main

main()
