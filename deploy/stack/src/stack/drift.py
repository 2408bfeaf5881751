"""Is the exported OpenAPI file what the service would export now? With `--write` it is written."""

import difflib
import subprocess
import sys
from pathlib import Path

DIFF_LINES_MAX = 60


def main(package: str, exported: Path, *, write: bool = False) -> int:
    """Compare, print the difference, and return 0 when there is none; or write the file."""
    done = subprocess.run([sys.executable, "-m", package, "openapi"], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"python -m {package} openapi failed:\n{done.stderr}")
        return 1
    if write:
        exported.write_text(done.stdout)
        return 0
    before, now = exported.read_text().splitlines(), done.stdout.splitlines()
    if before == now:
        return 0
    print(f"{exported} is out of date; run: ./kehou generate")
    difference = difflib.unified_diff(before, now, "exported", "now", lineterm="", n=1)
    print("\n".join(list(difference)[:DIFF_LINES_MAX]))
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), write="--write" in sys.argv[3:]))
