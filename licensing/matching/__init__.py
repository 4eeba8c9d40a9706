"""Room: matching."""
