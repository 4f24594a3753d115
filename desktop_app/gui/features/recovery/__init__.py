"""Le pratiche non si aprono: what there is, what is wrong, and every way on."""
