"""What a deck leaves behind on paper and as pictures, and the brief for leadership."""
