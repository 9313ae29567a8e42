"""``python -m l10n``: the command line."""

from l10n.cli import main

main()
