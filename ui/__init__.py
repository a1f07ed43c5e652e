"""The desktop. The only place that imports Qt."""

from ui import immortals

immortals.keep()
