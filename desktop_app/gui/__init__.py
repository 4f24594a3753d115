"""The window: the only package that knows Qt, imported only when a window opens."""
