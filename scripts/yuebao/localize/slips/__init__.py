"""What one thing happened when many findings appear at once: a module for each kind of slip that a person makes in a whole
row or column. Each proposes tables as they would have been without it; the rules judge."""
