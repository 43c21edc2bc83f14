"""Breaks the program for minutes: `python -m tests.faults.soak [--minutes N | --slice]`."""

import sys

if __name__ == "__main__":
    # Each process that is forked loads this file again: so it holds nothing.
    from tests.faults.soaking import main

    sys.exit(main(sys.argv[1:]))
