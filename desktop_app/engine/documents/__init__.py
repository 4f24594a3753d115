"""From official text and values to the blocks of a document."""
