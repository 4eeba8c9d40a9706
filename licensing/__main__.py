"""`python -m licensing` is the command `licensing`."""

from licensing.cli import run

if __name__ == "__main__":
    run()
