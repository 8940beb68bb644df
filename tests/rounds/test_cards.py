from chalicelib.rounds.cards import Cards


def test_cancelled_cards_are_of_no_use():
    assert Cards(made=24, cancelled=3).usable == 21
    assert Cards().usable == 0
