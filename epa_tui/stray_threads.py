"""Ends the process where the toolkit left a thread that waits for keys for ever.

A `SIGCONT` that comes just while Textual's driver stops or starts makes it begin its threads twice
(Textual 8.2.8, `drivers/linux_driver.py`; no upstream issue was found). The second pair is never
told to end, and Python waits for it: `tests/epa_tui/test_suspended.py` tells when this can go.
"""

from __future__ import annotations

import os
import sys
import threading

_OF_THE_DRIVER = ("textual-input", "textual-output")


def end_in_spite_of_them(status: int) -> None:
    """End the process with a status, where threads of the driver were left; else do nothing.

    Args:
        status: The exit status. Everything has been saved and closed before.
    """
    if any(thread.name in _OF_THE_DRIVER for thread in threading.enumerate()):
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(status)
