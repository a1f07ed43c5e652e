"""Where this installation keeps what it remembers outside its stores."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

HOME_VARIABLE = "RESOURCES_APP_HOME"


def home() -> Path:
    """The folder; it need not be there yet. `RESOURCES_APP_HOME` names another."""
    chosen = os.environ.get(HOME_VARIABLE)
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("resources-app", False))
