"""How an indicator goes: month by month, and the last complete months against the same months a year before."""
