from report.views import matrix
from tests import builders
from tests.builders import NOON, hours
from tests.report.views.test_board import group, observe


def build(*observations, outlet_count: int = 0, **options) -> matrix.Matrix:
    return matrix.build_matrix(group(*observations, **options), outlet_count=outlet_count)


def say(outlet_id: str, value: int = 20, **fields):
    return observe(value, outlet_id=outlet_id, outlet_name=outlet_id, **fields)


def test_a_cell_stands_under_its_outlet_and_empty_ones_are_empty():
    found = build(say("a"), say("b"), say("b", claim=builders.claim(8, scope="deal")))
    assert [column.outlet_id for column in found.columns] == ["b", "a"]
    cells = [[cell and cell.values for cell in row.cells] for row in found.rows]
    assert sorted(cells, key=str) == [[("20",), ("20",)], [("8",), None]]


def test_who_says_other_than_most_is_marked_and_comes_first():
    found = build(say("a"), say("b"), say("z", 22))
    (row,) = found.rows
    assert (row.leading, row.leading_count) == ("20", 2)
    assert [
        (column.outlet_id, cell.is_apart) for column, cell in zip(found.columns, row.cells, strict=True)
    ] == [
        ("z", True),
        ("a", False),
        ("b", False),
    ]


def test_where_no_value_has_most_each_is_apart():
    (row,) = build(say("a"), say("b", 22)).rows
    assert (row.leading, row.leading_count) == ("", 0)
    assert all(cell.is_apart for cell in row.cells)


def test_who_says_what_most_say_and_something_else_is_not_apart():
    (row,) = build(say("a"), say("b"), say("c"), say("c", 22)).rows
    assert {cell.values: cell.is_apart for cell in row.cells} == {("20",): False, ("20", "22"): False}


def test_outlets_beyond_the_most_are_counted_and_so_are_silent_ones():
    agreeing = [say(f"outlet-{place:03}", article_id=place) for place in range(199)]
    found = build(*agreeing, say("zebra", 22), outlet_count=230)
    assert found.columns[0].outlet_id == "zebra"
    assert (len(found.columns), found.left_out, found.mute_count) == (matrix.MOST_COLUMNS, 176, 30)
    (row,) = found.rows
    assert (row.leading_count, row.group.outlet_count) == (199, 200)


def test_a_cell_says_since_when_its_value_stands():
    (row,) = build(
        say("a", version_number=2),
        history=(
            say("a", from_at=NOON - hours(9), until_at=NOON - hours(5)),
            say("a", version_number=2),
        ),
    ).rows
    assert row.cells[0].since_at == NOON - hours(9)
