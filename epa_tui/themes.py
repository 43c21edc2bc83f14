"""The colours: dark, light, and one of high contrast.

Every state is told by a word or a sign as well; colour only helps to find it.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="epa-dark",
    primary="#3d6fa5",
    secondary="#a48fd0",
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
    variables={"text-muted": "#8b95a7", "border": "#3d6fa5"},
)

LIGHT = Theme(
    name="epa-light",
    primary="#2f5f94",
    secondary="#6b4fa0",
    accent="#9a5b00",
    foreground="#1d2430",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e6e3dc",
    boost="#eceae4",
    success="#2f7040",
    warning="#9a5b00",
    error="#b3261e",
    dark=False,
    variables={"text-muted": "#5c6470", "border": "#2f5f94"},
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
    variables={"text-muted": "#e4e4e4", "border": "#ffffff"},
)

THEMES = (DARK, LIGHT, CONTRAST)
"""In the order in which the theme key goes through them."""
