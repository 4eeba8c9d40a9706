"""Room: decision."""
