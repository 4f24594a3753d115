"""What a form is: its keys as strict structs, and their inspection before anything is compiled."""
