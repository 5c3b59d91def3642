"""The Backbone impact dashboard: a page asks a View of the facts and shows the tidy frame that comes back."""
