"""Makes `python -m bot` work."""

import sys

from bot.command_line import main

sys.exit(main())
