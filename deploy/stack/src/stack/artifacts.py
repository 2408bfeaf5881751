"""Java artifacts by lock file: fetched once per user, checked by SHA-256 before every use."""

import os
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

from jgo.env import LockFile
from jgo.env._lockfile import LockedDependency, compute_sha256
from jgo.maven import MavenContext

from stack.exclusive import exclusive

DOWNLOADS_AT_ONCE = 6
FETCH_TIMEOUT_S = 60
FETCHES_MAX = 3

# What is wanted; the lock files say what that comes to. A zip brings its dependencies itself.
COORDINATES = {
    # The second writes the broker's log to its standard error; without it there is none.
    "kafka": (("org.apache.kafka", "kafka_2.13", "4.3.1", "jar"), ("org.slf4j", "slf4j-simple", "1.7.36", "jar")),
    "keycloak": (("org.keycloak", "keycloak-quarkus-dist", "26.7.3", "zip"),),
}


class ArtifactMismatch(Exception):
    """A fetched artifact is not the one whose hash the lock file records."""


def cache_folder() -> Path:
    """Return the per-user folder for downloads, which all checkouts share (XDG_CACHE_HOME is respected)."""
    base = os.environ.get("XDG_CACHE_HOME")
    folder = (Path(base) if base else Path.home() / ".cache") / "kehou"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def fetch(name: str) -> list[Path]:
    """Return the local files of the lock file `name`, fetching what is missing or damaged.

    Raises ArtifactMismatch when what the registry serves is not what was locked.
    """
    repository = cache_folder() / "maven"
    context = MavenContext(repo_cache=repository, timeout=FETCH_TIMEOUT_S)
    with exclusive(cache_folder() / "maven.lock"), ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
        return list(pool.map(lambda locked: _fetch_one(context, locked), _lock_file(name).dependencies))


def checksums(name: str) -> list[str]:
    """Return the SHA-256 of each file of the lock file `name`, without fetching any."""
    return [str(locked.sha256) for locked in _lock_file(name).dependencies]


def _fetch_one(context: MavenContext, locked: LockedDependency) -> Path:
    component = context.project(locked.groupId, locked.artifactId).at_version(locked.version)
    artifact = component.artifact(locked.classifier or "", locked.packaging)
    for attempt in range(1, FETCHES_MAX + 1):
        try:
            path = Path(artifact.resolve())
        except OSError:  # requests' errors are OSErrors: a connection that broke is worth another try
            if attempt == FETCHES_MAX:
                raise
            continue
        if compute_sha256(path) == locked.sha256:
            return path
        # A download that was killed half-way leaves a short file behind.
        path.unlink()
    raise ArtifactMismatch(f"{locked.groupId}:{locked.artifactId}:{locked.version} does not have the locked SHA-256")


def _lock_file(name: str) -> LockFile:
    return LockFile.load(Path(str(files("stack.locks") / f"{name}.lock.toml")))


def relock() -> None:
    """Resolve COORDINATES anew and rewrite the lock files; run after changing a version there."""
    context = MavenContext(repo_cache=cache_folder() / "maven", timeout=FETCH_TIMEOUT_S)
    for name, coordinates in COORDINATES.items():
        jars = [f"{group}:{artifact}:{version}" for group, artifact, version, kind in coordinates if kind == "jar"]
        locked = []
        if jars:
            roots, transitive = context.resolver.resolve([context.create_dependency(each) for each in jars])
            locked += [LockedDependency.from_dependency(each) for each in [*roots, *transitive]]
        for group, artifact, version, kind in coordinates:
            if kind == "zip":
                path = context.project(group, artifact).at_version(version).artifact("", kind).resolve()
                locked.append(LockedDependency(group, artifact, version, kind, sha256=compute_sha256(path)))
        LockFile(locked, environment_name=name).save(Path(str(files("stack.locks") / f"{name}.lock.toml")))


if __name__ == "__main__":
    relock()
