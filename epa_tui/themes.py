"""The colours: dark, light, one of high contrast, and the terminal's own.

Every state is told by a word or a sign as well; colour only helps to find it.
"""

from __future__ import annotations

from textual.theme import Theme


def _quiet(muted: str, *, bar: str, ground: str) -> dict[str, str]:
    """Return the colours of what matters less: quiet text, lines, scroll bars."""
    quiet = ("text-muted", "foreground-muted", "text-disabled")
    bars = ("scrollbar", "scrollbar-hover", "scrollbar-active", "border")
    grounds = ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active")
    return {
        **dict.fromkeys(quiet, muted),
        **dict.fromkeys(bars, bar),
        **dict.fromkeys(grounds, ground),
    }


DARK = Theme(
    name="epa-dark",
    primary="#38689c",
    secondary="#82aedb",
    accent="#e0a458",
    foreground="#d8dee9",
    background="#14181f",
    surface="#1a1f28",
    panel="#232a36",
    boost="#2a3240",
    success="#7fb685",
    warning="#e0a458",
    error="#e06c75",
    dark=True,
    variables=_quiet("#98a2b3", bar="#6d88a8", ground="#14181f"),
)

LIGHT = Theme(
    name="epa-light",
    primary="#2f5f94",
    secondary="#2f5f94",
    accent="#885000",
    foreground="#1d2430",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e6e3dc",
    boost="#eceae4",
    success="#2f7040",
    warning="#885000",
    error="#b3261e",
    dark=False,
    variables=_quiet("#545b66", bar="#5f7f9f", ground="#fbfaf7"),
)

CONTRAST = Theme(
    name="epa-contrast",
    primary="#0050ff",
    secondary="#ffffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    boost="#262626",
    success="#00ff66",
    warning="#ffff00",
    error="#ff6b6b",
    dark=True,
    variables=_quiet("#e4e4e4", bar="#ffffff", ground="#000000"),
)

ANSI = Theme(
    name="epa-ansi",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_default",
    accent="ansi_magenta",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    dark=True,
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-foreground": "ansi_black",
        "text-primary": "ansi_blue",
        "text-secondary": "ansi_default",
        "text-accent": "ansi_magenta",
        "text-success": "ansi_green",
        "text-warning": "ansi_red",
        "text-error": "ansi_red",
        "border": "ansi_blue",
    },
)
"""The terminal's own sixteen colours on its own ground: whatever the user has set there."""

THEMES = (DARK, LIGHT, CONTRAST, ANSI)
"""In the order in which the theme key goes through them."""

AUTO = "auto"
"""The setting that goes by the terminal's ground."""

_LIGHT_GROUNDS = ("7", "15")
"""What terminals that tell their ground call white and light grey."""


def theme_for(setting: str, told: str) -> str:
    """Return the name of the theme to begin with.

    Args:
        setting: A theme, or `auto`: light on a ground that is known to be light, and dark else.
        told: `COLORFGBG` of the environment, such as `0;15`; empty where nothing is told.
    """
    if setting != AUTO:
        return setting
    return LIGHT.name if told.rpartition(";")[2] in _LIGHT_GROUNDS else DARK.name
