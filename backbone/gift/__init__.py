"""What a gift buys: person-times of cover at the price paid for it, the claims to expect of them, what families get."""
