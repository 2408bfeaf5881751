"""python -m stack"""

import os
import sys

from stack.cli import make_app

# They write into the stack's folder, where only its owner may read: bank files of the sample city, logs.
PRIVATE = {"up", "demo"}

if __name__ == "__main__":
    if PRIVATE & set(sys.argv[1:2]):
        os.umask(0o077)
    make_app(sys.argv[1] if len(sys.argv) > 1 else None)(prog_name="kehou")
