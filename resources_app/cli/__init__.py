"""The command line: the same actions as the desktop, without a window."""
