"""The desktop: the only place that imports Qt, in its shell, so that commands start without."""
