"""The packs that came with this release."""

from rulebook.shipped import shipped_pack_text, shipped_packs


class ShippedPacks:
    def text_of(self, pack_id: str) -> str | None:
        return shipped_pack_text(pack_id) if pack_id in shipped_packs() else None

    def ids(self) -> tuple[str, ...]:
        return tuple(shipped_packs())
