"""The words of those who send: what they call columns, units, categories and counties, and how they write values."""
