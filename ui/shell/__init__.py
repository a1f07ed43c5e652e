"""The window's frame: theme, navigation, commands, background work and shared widgets."""
