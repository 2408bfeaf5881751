"""python -m stack"""

import sys

from stack.cli import make_app

if __name__ == "__main__":
    make_app(sys.argv[1] if len(sys.argv) > 1 else None)(prog_name="kehou")
