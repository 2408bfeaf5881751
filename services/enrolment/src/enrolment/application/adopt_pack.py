"""A district puts a rule pack in force for a term, supplying what the pack leaves open."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from enrolment.application.ports.work import PackLibrary, UnitOfWork
from enrolment.domain.adoption import Adoption, PackAlreadyAdopted, PackUnknown
from enrolment.domain.event import PackAdopted
from enrolment.domain.school_calendar import TermUnknown
from kernel.actor import Actor
from kernel.versions import must_be_shown
from rulebook.adoption import adopt
from rulebook.pack import ENGINE_VERSION, pack_hash, parse_pack


@dataclass(frozen=True, slots=True)
class AdoptPack:
    """Stores and publishes the pack's full text, hash and engine version: a release never changes a running term."""

    unit_of_work: UnitOfWork
    library: PackLibrary

    async def __call__(
        self, *, term: str, pack_id: str, digest: str, parameters: Mapping[str, object], by: Actor, now: datetime
    ) -> Adoption:
        """Raises ContentChanged where another release brought another text than the one that was shown."""
        text = self.library.text_of(pack_id)
        if text is None:
            known = ", ".join(self.library.ids())
            raise PackUnknown(f"no pack '{pack_id}' is installed, only {known}", params={"pack": pack_id})
        must_be_shown(digest, present=pack_hash(text))
        pack = parse_pack(text)
        async with self.unit_of_work() as work:
            period = await work.terms.period(by.path, term)
            if period is None:
                raise TermUnknown(f"open {term} first", params={"term": term})
            rules = adopt(pack, parameters, on=period.starts_on)
            adoption = Adoption(
                district_path=by.path,
                term=term,
                pack_id=pack.id,
                pack_version=pack.version,
                pack_text=text,
                pack_hash=pack_hash(text),
                engine_version=str(ENGINE_VERSION),
                parameters_json=json.dumps(dict(rules.parameters), sort_keys=True, ensure_ascii=False),
            )
            if not await work.terms.adopt(adoption, by=by.id, now=now):
                raise PackAlreadyAdopted(f"{term} runs under adopted rules already", params={"term": term})
            work.publish(
                PackAdopted(
                    district_path=by.path,
                    term=term,
                    pack_id=adoption.pack_id,
                    pack_version=adoption.pack_version,
                    pack_text=adoption.pack_text,
                    pack_hash=adoption.pack_hash,
                    engine_version=adoption.engine_version,
                    parameters_json=adoption.parameters_json,
                ),
                at=now,
            )
            work.record(
                "enrolment.pack_adopted",
                f"term/{by.path.code}/{term}",
                actor=by,
                at=now,
                before={},
                after={"pack": adoption.rule, "hash": adoption.pack_hash, "parameters": dict(rules.parameters)},
                rule=adoption.rule,
            )
        return adoption
