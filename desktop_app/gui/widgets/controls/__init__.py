"""What is pressed: buttons, links, menus, radio buttons."""
