"""The packs that come with this library; the only module that reads files."""

from importlib.resources import files

from kernel.errors import NotFound

_PACKS = files("rulebook") / "packs"
_SUFFIX = ".yaml"


class NoSuchPack(NotFound):
    code = "rulebook.no_such_pack"


def shipped_packs() -> tuple[str, ...]:
    """Ids of the packs in this release, sorted."""
    return tuple(sorted(path.name.removesuffix(_SUFFIX) for path in _PACKS.iterdir() if path.name.endswith(_SUFFIX)))


def shipped_pack_text(pack_id: str) -> str:
    """The YAML text to store and publish on adoption; raise NoSuchPack."""
    # Looked up among the listed names, so that no path can be smuggled in.
    if pack_id not in shipped_packs():
        raise NoSuchPack(f"no pack '{pack_id}' is shipped, only {', '.join(shipped_packs())}", params={"pack": pack_id})
    return (_PACKS / f"{pack_id}{_SUFFIX}").read_text(encoding="utf-8")
