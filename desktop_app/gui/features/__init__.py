"""The rooms of the window, one for each thing that the user does. None knows another."""
