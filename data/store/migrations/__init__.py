"""How a store of an older version becomes one of this version: one file for each step.

A step is never changed once it was released. To add one: copy the newest file in `versions`,
count its name up, and set `data.store.version.CURRENT` to it.
"""
