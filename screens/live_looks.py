"""How the live screen is laid out, at every size and in every state."""

from __future__ import annotations

CSS = """
LiveScreen { overflow: hidden; }
#facts { height: auto; padding: 1 0 1 0; background: $surface; }
#facts CoverageStrip { margin-top: 1; }
#talk { width: 1fr; padding: 0 1; }
#talk:focus { background-tint: $foreground 0%; }
Checklist { display: none; width: 1fr; }
LiveScreen.-wide Checklist { border-left: solid $foreground 50%; }
LiveScreen.-checklist Checklist { display: block; }
LiveScreen.-checklist.-slim #talk, LiveScreen.-checklist.-narrow #talk,
LiveScreen.-checklist.-normal #talk { display: none; }
LiveScreen.-low #facts, LiveScreen.-tiny #facts, LiveScreen.-slim #facts { padding: 0; }
LiveScreen.-low #facts CoverageStrip { margin-top: 0; }
LiveScreen.-low.-offering CoverageStrip { display: none; }
LiveScreen.-tiny #middle, LiveScreen.-slim #middle { display: none; }
LiveScreen.-tiny CoverageStrip, LiveScreen.-slim CoverageStrip { display: none; }
LiveScreen.-low Whisper, LiveScreen.-tiny Whisper, LiveScreen.-slim Whisper { display: none; }
LiveScreen.-stocktake Stocktake { display: block; }
LiveScreen.-stocktake CoverageStrip, LiveScreen.-stocktake Whisper,
LiveScreen.-stocktake #middle, LiveScreen.-stocktake NoteLine { display: none; }
LiveScreen.-tiny PhasePanel, LiveScreen.-slim PhasePanel { height: 2; }
LiveScreen.-tiny NoteLine { height: 1; }
LiveScreen.-tiny NoteLine > Static { display: none; }
LiveScreen.-blank #middle, LiveScreen.-blank CoverageStrip, LiveScreen.-blank Whisper,
LiveScreen.-blank Stocktake { visibility: hidden; }
LiveScreen.-elsewhere #middle, LiveScreen.-elsewhere NoteLine, LiveScreen.-elsewhere KeyBar,
LiveScreen.-elsewhere Stocktake, LiveScreen.-elsewhere Whisper
    { tint: $background 50%; }
"""
"""Style sheet of the live screen; `screens.live_desk` sets the classes of sizes and states."""
