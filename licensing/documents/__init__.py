"""One module per input format; `read` is the door."""
