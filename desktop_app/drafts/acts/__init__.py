"""What happened to dossiers outside of their answers, and the files that tell of it."""
