"""The desktop. The only place that imports Qt."""
