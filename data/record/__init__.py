"""The record of a sitting: entries, their chain, the phase clock and the fold."""
