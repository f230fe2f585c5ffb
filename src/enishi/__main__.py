"""`python -m enishi` is the command `enishi`."""

from enishi.config.commands import main

main()
