"""The window's frame: theme, navigation, commands, background work and shared widgets."""

import PySide6.QtCore  # noqa: F401  (from here on imports would be PySide6's)

from ui import immortals, plain_imports

plain_imports.restore()
immortals.keep()
