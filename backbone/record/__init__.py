"""The public record: every published figure, story and source, as it was published."""
