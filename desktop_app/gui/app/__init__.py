"""The application: opens the window and wires its rooms. The only part of the window that knows all of them."""
