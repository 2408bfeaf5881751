"""A run is cut into chunks that are bounded, stay within a district, and leave no school out."""

from collections import Counter
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from billing.application.start_bill_run import cut_into_chunks

RUN = UUID(int=1)
schools = st.dictionaries(
    st.builds("/3401/{}/{}".format, st.sampled_from(["340103", "340104"]), st.integers(1, 40)),
    st.integers(1, 90),
    min_size=1,
)


@given(schools, st.integers(1, 60))
def test_holds_at_most_so_many_agreements_of_one_district(agreements: dict[str, int], most: int) -> None:
    chunks = cut_into_chunks(RUN, agreements, most=most)
    assert [chunk.number for chunk in chunks] == list(range(len(chunks)))
    for chunk in chunks:
        assert len({school.rsplit("/", 1)[0] for school in chunk.schools}) == 1
        assert sum(agreements[school] for school in chunk.schools) <= most * chunk.slices


@given(schools, st.integers(1, 60))
def test_takes_every_school_whole_once_or_all_its_slices(agreements: dict[str, int], most: int) -> None:
    parts: Counter[str] = Counter()
    for chunk in cut_into_chunks(RUN, agreements, most=most):
        assert chunk.slices == 1 or len(chunk.schools) == 1
        parts.update(chunk.schools)
    assert parts == {school: max(1, -(-held // most)) for school, held in agreements.items()}
