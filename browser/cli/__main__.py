"""`python -m browser.cli`: the command `whipsnake` from a source tree."""

import sys

from browser.cli import main

sys.exit(main())
