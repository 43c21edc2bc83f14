"""Start the program with `python -m epa_tui`."""

from epa_tui.cli import main

raise SystemExit(main())
