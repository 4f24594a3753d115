"""What a form is: its files, their keys, its field types; inspected before formulas are compiled."""
