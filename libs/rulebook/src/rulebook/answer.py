"""An answer with the reason for it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: policy file, heading and the words relied on, or the reason for a default."""

    file: str | None = None
    heading: str | None = None
    words: str | None = None
    reason: str | None = None

    @property
    def is_default(self) -> bool:
        return self.file is None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an answer is what it is, in Chinese and English; holds no personal data."""

    rule_id: str
    zh: str
    en: str
    source: Source
    pack_id: str
    pack_version: str

    def as_dict(self) -> dict[str, str]:
        """Flat and JSON-ready, without what is empty, for bill lines, decisions and events."""
        named = {
            "rule_id": self.rule_id,
            "zh": self.zh,
            "en": self.en,
            "pack_id": self.pack_id,
            "pack_version": self.pack_version,
            "source_file": self.source.file,
            "source_heading": self.source.heading,
            "source_words": self.source.words,
            "default_reason": self.source.reason,
        }
        return {name: text for name, text in named.items() if text is not None}


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    value: T
    explanation: Explanation
