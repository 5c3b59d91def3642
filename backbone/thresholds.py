"""Thresholds: where trouble begins, for what has a good direction. Each is a choice, and says why."""

# Per cent insured. Three in four: the programme promises cover to every registered poor person of insurable age, and a
# county that leaves out more than a quarter has a list, or a budget, that somebody should ask about.
COVERAGE = 75.0
# Per cent settled within five working days: where most families wait longer than promised, the promise is not kept.
WITHIN_5_DAYS = 50.0
# Days to settle, on average: twice five working days with their weekends.
DAYS = 14.0
# Per cent rejected: one claim in ten that a family hoped for in vain.
REJECTED = 10.0
