from chalicelib.results.figure import Figure


def test_a_figure_is_exact_where_it_could_be_one_number_alone():
    assert Figure(20, 6, 6).exact == 6
    assert Figure(20, 0, 4).exact is None
    assert Figure(0, 0, 0).exact == 0


def test_how_many_are_well_is_told_with_those_in_between_alone():
    assert Figure(100, 12, 12, 30).good == 58
    assert Figure(100, 12, 12).good is None


def test_it_says_nothing_where_it_could_be_nobody_and_everybody():
    assert Figure(8, 0, 8).says_nothing
    assert not Figure(20, 0, 4).says_nothing
