"""`python -m browser.cli`: the command `whipsnake` from a source tree."""

import sys

from browser.cli import command

sys.exit(command())
