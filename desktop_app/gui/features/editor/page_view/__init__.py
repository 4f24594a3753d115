"""The pages of the documents beside the questions, where the answers that are typed are seen as they are printed."""
