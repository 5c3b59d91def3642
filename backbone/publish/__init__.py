"""Publishing: raw records -> checked -> told in groups -> snapshot. Only this code holds a personal record."""
