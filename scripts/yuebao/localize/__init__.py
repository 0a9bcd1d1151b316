"""Where is the error? The smallest set of figures whose change satisfies the rules, after Fellegi and Holt; among equal
ones the likelier typing slip, after Scholtus. A suggestion, never a correction."""
