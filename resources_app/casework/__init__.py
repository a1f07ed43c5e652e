"""What crosses rooms: the journey of one request, and who lives where."""
