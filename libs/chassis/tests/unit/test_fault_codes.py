"""A fault's code is in the contract wherever the code that finds it names it."""

from chassis.files.faults import ROW_CODES
from chassis.http.fault_codes import codes_in, fault_codes

SOURCE = """
def check(row, faults, cell):
    self._faults.add(7, None, "shop.row_too_short", "send the whole file")
    faults.add(None, "价格", "shop.headings_missing", f"add {row}")
    yield Fault("/items/0", "shop.price_missing", "give a price")
    yield row.fault("价格", code="shop.price_malformed", detail="write yuan")
    raise CellFault("价格", "shop.not_an_amount", "write yuan")
    work.record("shop.goods_imported", "shop.goods")
    known.add("shop.not_a_fault")
    row.fault("价格", "other.code", "shop. is no code")
"""


def test_finds_the_code_of_every_way_to_name_a_fault_and_no_other_word():
    assert sorted(codes_in(SOURCE, "shop")) == [
        "shop.headings_missing",
        "shop.not_an_amount",
        "shop.price_malformed",
        "shop.price_missing",
        "shop.row_too_short",
    ]


def test_lists_what_every_file_can_have_wrong():
    assert set(ROW_CODES) <= set(fault_codes("chassis"))
