"""The frame of the window: menus, notices, the page that is shown, pages that cover it."""
