"""What two texts have in common: shared runs, quotations, rewriting, credit. Knows text, never rights."""
