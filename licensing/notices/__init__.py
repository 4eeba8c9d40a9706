"""Room: notices."""
