"""`python -m bot` is the command `hoiviec`."""

from bot.cli import main

main()
